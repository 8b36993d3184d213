@NullMarked
package dev.aerospikearrow.spark.schema;

import org.jspecify.annotations.NullMarked;

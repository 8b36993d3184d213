@NullMarked
package dev.aerospikearrow.spark.write;

import org.jspecify.annotations.NullMarked;

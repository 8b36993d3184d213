@NullMarked
package dev.aerospikearrow.spark.stream;

import org.jspecify.annotations.NullMarked;

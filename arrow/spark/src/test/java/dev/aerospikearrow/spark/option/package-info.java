@NullMarked
package dev.aerospikearrow.spark.option;

import org.jspecify.annotations.NullMarked;

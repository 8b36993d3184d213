/** The options of the data source: their names, values and mistakes. */
@NullMarked
package dev.aerospikearrow.spark.option;

import org.jspecify.annotations.NullMarked;

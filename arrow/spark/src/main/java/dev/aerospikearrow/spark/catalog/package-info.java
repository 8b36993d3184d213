/**
 * Sets as tables of a catalog: their names, what is declared of them, and what SQL does to them.
 */
@NullMarked
package dev.aerospikearrow.spark.catalog;

import org.jspecify.annotations.NullMarked;

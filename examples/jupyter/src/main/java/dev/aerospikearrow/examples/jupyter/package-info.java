/** Aerospike's columns in a Jupyter notebook. */
@NullMarked
package dev.aerospikearrow.examples.jupyter;

import org.jspecify.annotations.NullMarked;

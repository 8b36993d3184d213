/** Real flights go into Aerospike and come back as Arrow columns. */
@NullMarked
package dev.aerospikearrow.examples.quickstart;

import org.jspecify.annotations.NullMarked;

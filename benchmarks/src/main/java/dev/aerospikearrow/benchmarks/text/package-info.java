/** Tables and colours for terminals and pages. */
@NullMarked
package dev.aerospikearrow.benchmarks.text;

import org.jspecify.annotations.NullMarked;

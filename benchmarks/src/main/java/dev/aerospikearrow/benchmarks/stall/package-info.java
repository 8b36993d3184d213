/** How long callers wait while a cluster changes. */
@NullMarked
package dev.aerospikearrow.benchmarks.stall;

import org.jspecify.annotations.NullMarked;

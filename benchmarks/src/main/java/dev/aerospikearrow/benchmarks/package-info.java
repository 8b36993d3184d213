/**
 * What each layer costs, beside a baseline: one JMH class per layer, and the clients side by side.
 */
@NullMarked
package dev.aerospikearrow.benchmarks;

import org.jspecify.annotations.NullMarked;

/**
 * Measuring in rounds: participants take turns, each round is metered, and what many rounds gave
 * becomes medians with their spread.
 */
@NullMarked
package dev.aerospikearrow.benchmarks.rounds;

import org.jspecify.annotations.NullMarked;

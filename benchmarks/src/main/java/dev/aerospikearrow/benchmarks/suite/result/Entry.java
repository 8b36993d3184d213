package dev.aerospikearrow.benchmarks.suite.result;

import dev.aerospikearrow.benchmarks.rounds.Summary;
import dev.aerospikearrow.benchmarks.suite.client.ClientId;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * One client in one comparison.
 *
 * @param client which one
 * @param summary what was measured; empty if nothing was
 * @param speedUp how many times the rate of its baseline it has; below 1 it loses. Empty without a
 *     baseline
 * @param note why there is nothing, or not all of it; empty if there is nothing to say
 */
public record Entry(
        ClientId client, Optional<Summary> summary, OptionalDouble speedUp, String note) {}

package dev.aerospikearrow.benchmarks.suite.result;

import java.util.Map;

/**
 * Where the figures come from.
 *
 * @param time when the run started, ISO 8601 in UTC
 * @param facts what there is to know about machine, server, versions, by name
 */
public record Environment(String time, Map<String, String> facts) {}

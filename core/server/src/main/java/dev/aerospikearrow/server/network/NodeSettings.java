package dev.aerospikearrow.server.network;

import java.time.Duration;

/**
 * How a node serves.
 *
 * @param serviceThreads how many threads share the connections
 * @param idleLimit after how long without a request a connection is closed; zero for never
 */
public record NodeSettings(int serviceThreads, Duration idleLimit) {}

package dev.aerospikearrow.server.network;

import java.time.Duration;

/**
 * The settings of a node.
 *
 * @param serviceThreads how many threads share the connections
 * @param idleLimit after how long without a request a connection is closed; zero for never
 */
public record NodeSettings(int serviceThreads, Duration idleLimit) {}

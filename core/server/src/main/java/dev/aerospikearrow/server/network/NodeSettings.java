package dev.aerospikearrow.server.network;

import dev.aerospikearrow.server.info.AnnouncedHosts;
import java.time.Duration;
import java.util.Optional;

/**
 * The settings of a node.
 *
 * @param host the loopback address to listen on
 * @param serviceThreads how many threads share the connections
 * @param idleLimit after how long without a request a connection is closed; zero for never
 * @param tls how connections are secured; empty if they are not
 * @param announcedHosts where nodes say that they are
 */
public record NodeSettings(
        String host,
        int serviceThreads,
        Duration idleLimit,
        Optional<NodeTls> tls,
        AnnouncedHosts announcedHosts) {}

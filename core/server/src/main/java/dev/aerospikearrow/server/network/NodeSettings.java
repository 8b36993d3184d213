package dev.aerospikearrow.server.network;

import dev.aerospikearrow.server.info.AnnouncedHosts;
import dev.aerospikearrow.server.security.SecurityState;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/**
 * The settings of a node.
 *
 * @param build what the node says it is, and is like
 * @param host the loopback address to listen on
 * @param serviceThreads how many threads share the connections
 * @param idleLimit after how long without a request a connection is closed; zero for never
 * @param tls how connections are secured; empty if they are not
 * @param security users and roles; empty if everybody may do everything
 * @param clock tells when logins end
 * @param announcedHosts where nodes say that they are
 */
public record NodeSettings(
        String build,
        String host,
        int serviceThreads,
        Duration idleLimit,
        Optional<NodeTls> tls,
        Optional<SecurityState> security,
        InstantSource clock,
        AnnouncedHosts announcedHosts) {}

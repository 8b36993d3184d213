package dev.aerospikearrow.server.info;

import java.time.Duration;
import java.util.Optional;

/** The status of a node, as it tells in answers. Thread-safe. */
public interface NodeStatus {
    /** Of a node without sockets. */
    NodeStatus NONE =
            new NodeStatus() {
                @Override
                public String build() {
                    return InfoProtocol.BUILD;
                }

                @Override
                public int connectionCount() {
                    return 0;
                }

                @Override
                public int serviceThreads() {
                    return 1;
                }

                @Override
                public Duration idleLimit() {
                    return Duration.ZERO;
                }

                @Override
                public Optional<String> tlsName() {
                    return Optional.empty();
                }

                @Override
                public AnnouncedHosts announcedHosts() {
                    return AnnouncedHosts.NONE;
                }
            };

    /** Which server it is like. */
    String build();

    /** How many connections are open. */
    int connectionCount();

    /** How many threads share them. */
    int serviceThreads();

    /** After how long without a request a connection is closed; zero for never. */
    Duration idleLimit();

    /** What clients have to look for in the nodes' certificates; empty without TLS. */
    Optional<String> tlsName();

    /** Where nodes say that they are. */
    AnnouncedHosts announcedHosts();
}

package dev.aerospikearrow.protocol.info;

/**
 * The address where a node listens.
 *
 * @param host a name, an IPv4 address, or an IPv6 address without brackets
 * @param port 1 to 65535
 */
public record ServiceAddress(String host, int port) {
    static final int MAX_PORT = 65_535;

    /** Refuses an empty host and a port that cannot be. */
    public ServiceAddress {
        if (host.isEmpty()) {
            throw new IllegalArgumentException("A service address has a host, but it is empty.");
        }
        if (port < 1 || port > MAX_PORT) {
            throw new IllegalArgumentException(
                    "A port is a number from 1 to 65535, but found " + port + ".");
        }
    }

    /** Reads {@code host}, {@code host:port}, {@code [ipv6]} or {@code [ipv6]:port}. */
    static ServiceAddress parse(AnswerCursor cursor, int defaultPort) {
        String host;
        if (cursor.skip('[')) {
            host = cursor.word("an IPv6 address", "]");
            cursor.expect(']');
        } else {
            host = cursor.word("a host", ":,[]");
        }
        int port = defaultPort;
        if (defaultPort == 0 || cursor.at(':')) {
            cursor.expect(':');
            port = cursor.number("a port", 1, MAX_PORT);
        }
        return new ServiceAddress(host, port);
    }

    /** The host as it is written in an answer: an IPv6 address in brackets. */
    String formatHost() {
        return host.indexOf(':') < 0 ? host : "[" + host + "]";
    }

    /** {@code host:port}, with an IPv6 address in brackets. */
    @Override
    public String toString() {
        return formatHost() + ":" + port;
    }
}

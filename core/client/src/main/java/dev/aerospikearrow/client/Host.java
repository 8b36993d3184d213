package dev.aerospikearrow.client;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The name or address and the port where a node listens.
 *
 * @param name a host name, an IPv4 address, or an IPv6 address without brackets
 * @param tlsName what the node's certificate has to be for; empty for the host's name. Only for
 *     clients with {@link ClientConfig#tls()}
 * @param port 1 to 65535
 */
public record Host(String name, Optional<String> tlsName, int port) {
    /** The port of a host that names none. */
    public static final int DEFAULT_PORT = 3000;

    /** Refuses an empty name and a port that cannot be. */
    public Host {
        if (name.isBlank()) {
            throw new IllegalArgumentException("A host has a name, but it is empty.");
        }
        if (tlsName.isPresent() && tlsName.get().isBlank()) {
            throw new IllegalArgumentException("The TLS name of host " + name + " is empty.");
        }
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException(
                    "A port is a number from 1 to 65535, but found "
                            + port
                            + " for host "
                            + name
                            + ".");
        }
    }

    /** A host whose certificate, if there is TLS, is for its name. */
    public Host(String name, int port) {
        this(name, Optional.empty(), port);
    }

    /**
     * Reads {@code host:port,host,[ipv6]:port,host:tlsname:port,…}; {@value #DEFAULT_PORT} is the
     * port where none is given.
     *
     * @throws IllegalArgumentException if it does not read so
     */
    public static List<Host> parseList(String text) {
        List<Host> hosts = new ArrayList<>();
        for (String part : text.split(",")) {
            if (!part.isBlank()) {
                hosts.add(parse(part.strip()));
            }
        }
        if (hosts.isEmpty()) {
            throw new IllegalArgumentException(
                    "A list of hosts \"host:port,host:port\" is wanted, but found \""
                            + text
                            + "\".");
        }
        return List.copyOf(hosts);
    }

    private static Host parse(String text) {
        int bracket = text.indexOf(']');
        String name;
        String rest;
        if (text.startsWith("[") && bracket > 0) {
            name = text.substring(1, bracket);
            rest = text.substring(bracket + 1);
        } else {
            int colon = text.indexOf(':');
            name = colon < 0 ? text : text.substring(0, colon);
            rest = colon < 0 ? "" : text.substring(colon);
        }
        if (rest.isEmpty()) {
            return new Host(name, DEFAULT_PORT);
        }
        try {
            int last = rest.lastIndexOf(':');
            int port = Integer.parseInt(rest.substring(last + 1));
            if (last == 0) {
                return new Host(name, port);
            }
            // Two colons, the first of them at the beginning.
            if (rest.startsWith(":") && rest.indexOf(':', 1) == last) {
                return new Host(name, Optional.of(rest.substring(1, last)), port);
            }
        } catch (NumberFormatException e) {
            // Falls through to the same message.
        }
        throw new IllegalArgumentException(
                "A host is written name, name:port, [ipv6]:port or, with a TLS name,"
                        + " name:tlsname:port, but found \""
                        + text
                        + "\".");
    }

    /** As {@link #parseList} reads it. */
    @Override
    public String toString() {
        return (name.indexOf(':') >= 0 ? "[" + name + "]" : name)
                + tlsName.map(part -> ":" + part).orElse("")
                + ":"
                + port;
    }
}

package dev.aerospikearrow.client;

import java.util.ArrayList;
import java.util.List;

/**
 * The name or address and the port where a node listens.
 *
 * @param name a host name, an IPv4 address, or an IPv6 address without brackets
 * @param port 1 to 65535
 */
public record Host(String name, int port) {
    /** The port of a host that names none. */
    public static final int DEFAULT_PORT = 3000;

    /** Refuses an empty name and a port that cannot be. */
    public Host {
        if (name.isBlank()) {
            throw new IllegalArgumentException("A host has a name, but it is empty.");
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

    /**
     * Reads {@code host:port,host,[ipv6]:port,…}; {@value #DEFAULT_PORT} is the port where none is
     * given.
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
            if (rest.startsWith(":")) {
                return new Host(name, Integer.parseInt(rest.substring(1)));
            }
        } catch (NumberFormatException e) {
            // Falls through to the same message.
        }
        throw new IllegalArgumentException(
                "A host is written name, name:port or [ipv6]:port, but found \"" + text + "\".");
    }

    /** {@code name:port}, with an IPv6 address in brackets. */
    @Override
    public String toString() {
        return (name.indexOf(':') >= 0 ? "[" + name + "]" : name) + ":" + port;
    }
}

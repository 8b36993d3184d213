package dev.aerospikearrow.client.transport;

import java.net.InetSocketAddress;
import java.util.concurrent.atomic.AtomicInteger;

/** An address that loops connect to, and how many connections they may have there. Thread-safe. */
public final class Endpoint {
    private final InetSocketAddress address;
    private final int maxConnections;
    private final AtomicInteger connections = new AtomicInteger();
    private volatile String name;
    private volatile boolean retired;

    /**
     * @param address resolved
     * @param maxConnections over all loops
     */
    public Endpoint(InetSocketAddress address, int maxConnections) {
        this.address = address;
        this.maxConnections = maxConnections;
        this.name = hostAndPort(address);
    }

    /** Where it is. */
    public InetSocketAddress address() {
        return address;
    }

    /** Over all loops. */
    public int maxConnections() {
        return maxConnections;
    }

    /** How many connections there are now, over all loops. */
    public int connections() {
        return connections.get();
    }

    /** Messages call it so from now on. */
    public void rename(String newName) {
        name = newName + " (" + hostAndPort(address) + ")";
    }

    /** No new connections; those that are idle are closed when their loop notices. */
    public void retire() {
        retired = true;
    }

    /** Whether {@link #retire()} was called. */
    public boolean isRetired() {
        return retired;
    }

    boolean acquire() {
        if (connections.incrementAndGet() <= maxConnections) {
            return true;
        }
        connections.decrementAndGet();
        return false;
    }

    void release() {
        connections.decrementAndGet();
    }

    private static String hostAndPort(InetSocketAddress address) {
        String host = address.getHostString();
        return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + address.getPort();
    }

    /** For messages: {@code A1 (10.0.0.7:3000)}. */
    @Override
    public String toString() {
        return name;
    }
}

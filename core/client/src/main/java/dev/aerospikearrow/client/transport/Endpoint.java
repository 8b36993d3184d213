package dev.aerospikearrow.client.transport;

import dev.aerospikearrow.client.tls.TlsPeer;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * An address that loops connect to, and how many connections they may have there. It knows which
 * loops these are, and tells them what concerns their connections. Thread-safe.
 */
public final class Endpoint {
    private final InetSocketAddress address;
    private final int maxConnections;
    private final Optional<TlsPeer> tls;
    private final AtomicInteger connections = new AtomicInteger();

    /** The loops that have connections here. */
    private final Set<IoLoop> loops = ConcurrentHashMap.newKeySet();

    /** The loops that have requests for which no connection is free; once for each request. */
    private final Queue<IoLoop> waiting = new ConcurrentLinkedQueue<>();

    private volatile String name;
    private volatile boolean retired;
    private volatile Doubt doubt = Doubt.NONE;

    /** Since when a node is not trusted to answer, and how silent it may be therefore. */
    private record Doubt(long sinceNanos, long silenceNanos) {
        static final Doubt NONE = new Doubt(0, Long.MAX_VALUE);
    }

    /**
     * One whose connections are not secured.
     *
     * @param address resolved
     * @param maxConnections over all loops
     */
    public Endpoint(InetSocketAddress address, int maxConnections) {
        this(address, maxConnections, Optional.empty());
    }

    /**
     * @param address resolved
     * @param maxConnections over all loops
     * @param tls how connections are secured; empty if they are not
     */
    public Endpoint(InetSocketAddress address, int maxConnections, Optional<TlsPeer> tls) {
        this.address = address;
        this.maxConnections = maxConnections;
        this.tls = tls;
        this.name = hostAndPort(address);
    }

    /** Where it is. */
    public InetSocketAddress address() {
        return address;
    }

    /** Another one at the same address. */
    public Endpoint again(int connectionLimit) {
        return new Endpoint(address, connectionLimit, tls);
    }

    /** How connections are secured; empty if they are not. */
    public Optional<TlsPeer> tls() {
        return tls;
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

    /** No new connections; the loops close those that there are, and end what waits for replies. */
    public void retire() {
        retired = true;
        loops.forEach(IoLoop::notice);
        waiting.forEach(IoLoop::notice);
    }

    /**
     * Who watches the node has had no answer. What was sent before and can be asked for elsewhere
     * is given up when nothing has come for a while.
     *
     * @param nowNanos the time as loops know it
     * @param silenceNanos the while
     */
    public void doubt(long nowNanos, long silenceNanos) {
        if (doubt == Doubt.NONE) {
            doubt = new Doubt(nowNanos, silenceNanos);
        }
        loops.forEach(IoLoop::wakeup);
    }

    /** The node answers again. */
    public void trust() {
        doubt = Doubt.NONE;
    }

    /** How long nothing may come for what was sent then; {@link Long#MAX_VALUE} for any time. */
    long silenceLimitNanos(long sentNanos) {
        Doubt now = doubt;
        return now == Doubt.NONE || sentNanos - now.sinceNanos >= 0
                ? Long.MAX_VALUE
                : now.silenceNanos;
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
        waiting.forEach(IoLoop::wakeup);
    }

    void addLoop(IoLoop loop) {
        loops.add(loop);
    }

    void removeLoop(IoLoop loop) {
        loops.remove(loop);
    }

    /** A loop has a request for which it has no connection and cannot get one. */
    void await(IoLoop loop) {
        waiting.add(loop);
        askForIdle(loop);
    }

    /** The other loops close a connection that is idle, if they have one. */
    void askForIdle(IoLoop asking) {
        for (IoLoop loop : loops) {
            if (loop != asking) {
                loop.notice();
            }
        }
    }

    void stopAwaiting(IoLoop loop) {
        waiting.remove(loop);
    }

    /** Whether somebody waits for a connection that another one would have to give up. */
    boolean isWanted() {
        return !waiting.isEmpty() && connections.get() >= maxConnections;
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

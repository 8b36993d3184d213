package dev.aerospikearrow.client.transport;

import dev.aerospikearrow.client.ClientListener.NodeChange;
import dev.aerospikearrow.client.login.NodeLogin;
import dev.aerospikearrow.client.telemetry.NodeMeter;
import dev.aerospikearrow.client.tls.TlsPeer;
import dev.aerospikearrow.protocol.info.ServerBuild;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * An address that loops connect to, and how many connections they may have there. It knows which
 * loops these are, and tells them what concerns their connections. Thread-safe.
 */
public final class Endpoint {
    private static final long CONNECT_PACE_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    private final InetSocketAddress address;
    private final EndpointLimits limits;
    private final CircuitBreaker breaker;
    private final Optional<TlsPeer> tls;
    private final Optional<NodeLogin> login;
    private final AtomicInteger connections = new AtomicInteger();

    /** Connections that are in the making. */
    private final AtomicInteger connecting = new AtomicInteger();

    /** When the making of one began last. */
    private final AtomicLong lastConnectNanos = new AtomicLong();

    /** The loops that have connections here. */
    private final Set<IoLoop> loops = ConcurrentHashMap.newKeySet();

    /** The loops that have requests for which no connection is free; once for each request. */
    private final Queue<IoLoop> waiting = new ConcurrentLinkedQueue<>();

    private volatile NodeMeter meter = new NodeMeter();
    private volatile String name;
    private volatile ServerBuild build = ServerBuild.UNKNOWN;
    private volatile boolean retired;
    private volatile Doubt doubt = Doubt.NONE;

    /** Since when a node is not trusted to answer, and how silent it may be therefore. */
    private record Doubt(long sinceNanos, long silenceNanos) {
        static final Doubt NONE = new Doubt(0, Long.MAX_VALUE);
    }

    /**
     * One whose connections are neither secured nor logged in.
     *
     * @param address resolved
     * @param maxConnections over all loops
     */
    public Endpoint(InetSocketAddress address, int maxConnections) {
        this(
                address,
                EndpointLimits.ofConnections(maxConnections),
                Optional.empty(),
                Optional.empty());
    }

    /**
     * @param address resolved
     * @param tls how connections are secured; empty if they are not
     * @param login how connections are logged in; empty if they are not
     */
    public Endpoint(
            InetSocketAddress address,
            EndpointLimits limits,
            Optional<TlsPeer> tls,
            Optional<NodeLogin> login) {
        this.address = address;
        this.limits = limits;
        breaker = new CircuitBreaker(limits.maxErrors(), limits.errorWindowNanos());
        this.tls = tls;
        this.login = login;
        this.name = hostAndPort(address);
    }

    /** Where it is. */
    public InetSocketAddress address() {
        return address;
    }

    /** Another one at the same address. */
    public Endpoint again(EndpointLimits newLimits) {
        return new Endpoint(address, newLimits, tls, login);
    }

    /** How connections are secured; empty if they are not. */
    public Optional<TlsPeer> tls() {
        return tls;
    }

    /** How connections are logged in; empty if they are not. */
    public Optional<NodeLogin> login() {
        return login;
    }

    /** What the node is able to, as far as that is known. */
    public ServerBuild build() {
        return build;
    }

    /** The node says what it is. */
    public void build(ServerBuild told) {
        build = told;
    }

    /** Over all loops. */
    public int maxConnections() {
        return limits.maxConnections();
    }

    /** How many connections there are now, over all loops. */
    public int connections() {
        return connections.get();
    }

    /** Whether there are as many connections as there may be. */
    public boolean isFull() {
        return connections.get() >= limits.maxConnections();
    }

    // Errors

    /** Whether a request may be sent: not while the node makes too many errors. */
    boolean mayBeAsked(long nowNanos) {
        return breaker.allows(nowNanos);
    }

    /** Whether it is left alone at the moment, for its errors. */
    public boolean isLeftAlone() {
        return breaker.isOpen();
    }

    /** Why it is left alone, and until when: the rest of a sentence that starts with the node. */
    String whyLeftAlone(long nowNanos) {
        return breaker.reason(nowNanos);
    }

    /**
     * The node has made an error.
     *
     * @param what what happened: the rest of a sentence that starts with the node
     */
    public void countError(long nowNanos, String what) {
        if (breaker.failed(nowNanos, name, what)) {
            meter.nodeChanged(address, NodeChange.Kind.LEFT_ALONE, breaker.reason(nowNanos));
        }
    }

    /** The node has answered a request. */
    void answered() {
        if (breaker.answered(name)) {
            meter.nodeChanged(address, NodeChange.Kind.ASKED_AGAIN, "");
        }
    }

    /** How many connections are in the making. */
    int connecting() {
        return connecting.get();
    }

    /** How many requests wait for a connection. */
    public int waiting() {
        return waiting.size();
    }

    /** What goes on there is counted by this meter from now on. */
    public void countBy(NodeMeter nodeMeter) {
        meter = nodeMeter;
    }

    /** What counts what goes on there. */
    public NodeMeter meter() {
        return meter;
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

    /** Whether another connection may be made now, which is {@link #connected()} or released. */
    boolean acquire(long nowNanos) {
        if (!mayConnect(nowNanos)) {
            return false;
        }
        if (connections.incrementAndGet() <= limits.maxConnections()) {
            return true;
        }
        connections.decrementAndGet();
        connecting.decrementAndGet();
        return false;
    }

    /** So many at the same time; where these are stuck, one more from time to time. */
    private boolean mayConnect(long nowNanos) {
        long last = lastConnectNanos.get();
        if (connecting.incrementAndGet() <= limits.maxConnects()) {
            lastConnectNanos.set(nowNanos);
            return true;
        }
        if (nowNanos - last >= CONNECT_PACE_NANOS
                && lastConnectNanos.compareAndSet(last, nowNanos)) {
            return true;
        }
        connecting.decrementAndGet();
        return false;
    }

    /** A connection is not in the making any more, whether it was made or not. */
    void connected() {
        int free = limits.maxConnects() - connecting.decrementAndGet();
        for (IoLoop loop : waiting) {
            if (free-- <= 0) {
                break;
            }
            loop.wakeup();
        }
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
        if (isFull()) {
            askForIdle(loop);
        }
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
        return !waiting.isEmpty() && isFull();
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

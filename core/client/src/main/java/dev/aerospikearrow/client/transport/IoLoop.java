package dev.aerospikearrow.client.transport;

import dev.aerospikearrow.client.transport.Exchange.Extent;
import dev.aerospikearrow.client.transport.TransportFailure.Kind;
import dev.aerospikearrow.client.transport.TransportFailure.Sent;
import dev.aerospikearrow.client.transport.TransportSettings.Pipelining;
import dev.aerospikearrow.protocol.message.RecordBlock;
import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A selector and the connections that it watches. Whoever runs it is its thread: a synchronous call
 * borrows a loop and runs it in its caller's thread, so that no other thread is between the call
 * and the socket; asynchronous calls share loops that are run in the background.
 *
 * <p>Not thread-safe but for {@link #wakeup()} and {@link #close()}; the methods of the loop's
 * thread are called between {@link #enter()} and {@link #leave()}.
 */
public final class IoLoop implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(IoLoop.class);
    private static final long NANOS_PER_MILLI = 1_000_000;

    /** Requests that wait for a connection look for one so often, also if nobody wakes the loop. */
    private static final long LOOK_AGAIN_NANOS = 10 * NANOS_PER_MILLI;

    private static final BooleanSupplier NEVER = () -> false;
    private static final int WRITING = SelectionKey.OP_CONNECT | SelectionKey.OP_WRITE;
    private static final int ANY_OPERATION = WRITING | SelectionKey.OP_READ;

    private final Machine machine;
    private final TransportSettings settings;
    private final Selector selector;
    private final Consumer<SelectionKey> readyKey = key -> onReady(key, ANY_OPERATION);
    private final Consumer<SelectionKey> writableKey = key -> onReady(key, WRITING);
    private final Map<Endpoint, List<Connection>> connections = new IdentityHashMap<>();
    private final ArrayList<Connection> toFlush = new ArrayList<>();
    private final ArrayList<Connection> watched = new ArrayList<>();
    private final ArrayDeque<Runnable> deferred = new ArrayDeque<>();

    /** What waits until there is a connection for it. */
    private final ArrayList<Exchange> waiting = new ArrayList<>(0);

    private final ReentrantLock running = new ReentrantLock();
    private final RecordBlock block = new RecordBlock();
    private volatile boolean closing;
    private boolean broken;

    /** Whether an endpoint has something to say. */
    private volatile boolean noticed;

    /** Whether replies are waited for from nodes that have left. */
    private boolean leaversAwaited;

    private long lastPollNanos;

    /** A counter of the loop's thread. */
    long receivedBytes;

    /**
     * A loop without connections; they are made when they are needed.
     *
     * @throws LoopBrokenException if there is no selector for it
     */
    public IoLoop(Machine machine, TransportSettings settings) {
        this.machine = machine;
        this.settings = settings;
        lastPollNanos = machine.nanoTime();
        try {
            selector = machine.openSelector();
        } catch (IOException e) {
            throw new LoopBrokenException(
                    "no selector can be opened: "
                            + e.getMessage()
                            + ". Raise the limit of open files (ulimit -n), or make fewer calls at"
                            + " once.",
                    e);
        }
    }

    Machine machine() {
        return machine;
    }

    TransportSettings settings() {
        return settings;
    }

    /** The time as the loop and its tasks know it. */
    public long nanoTime() {
        return machine.nanoTime();
    }

    /** A pause that is half as long at least, by chance: so those who wait do not meet again. */
    public long shorten(long pauseNanos) {
        return pauseNanos - machine.chance(pauseNanos / 2 + 1);
    }

    /** A block for records that the loop's thread decodes: lent to one frame at a time. */
    public RecordBlock block() {
        return block;
    }

    /** Bytes received by all connections so far. */
    public long receivedBytes() {
        return receivedBytes;
    }

    /** Whether {@link #close()} was called. */
    public boolean isClosing() {
        return closing;
    }

    /** When it was last run. */
    public long lastPollNanos() {
        return lastPollNanos;
    }

    /** From now on the calling thread runs the loop. */
    public void enter() {
        running.lock();
    }

    /** The calling thread runs it no longer. */
    public void leave() {
        if (!waiting.isEmpty()) {
            forgetAbandoned();
        }
        unlock();
        if (noticed) {
            closeSpareConnectionsIfFree();
        }
    }

    private void unlock() {
        try {
            if (closing && running.getHoldCount() == 1) {
                // Whoever wanted to close it may not have waited.
                closeAll();
            }
        } finally {
            running.unlock();
        }
    }

    /**
     * An endpoint has been retired, or connections to it are short; from any thread. Connections
     * that are therefore not to be kept are closed: at once if nobody runs the loop.
     */
    void notice() {
        noticed = true;
        if (!closeSpareConnectionsIfFree()) {
            selector.wakeup();
        }
    }

    private boolean closeSpareConnectionsIfFree() {
        // The loop's own thread does it in its next turn: this one may be within a selection.
        boolean isFree = !running.isHeldByCurrentThread() && running.tryLock();
        if (isFree) {
            try {
                closeSpareConnections();
            } finally {
                unlock();
            }
        }
        return isFree;
    }

    /** Reads nothing, so that no task goes on by it; tells whether it has selected. */
    private boolean closeSpareConnections() {
        if (!noticed || closing) {
            return false;
        }
        noticed = false;
        boolean closed = false;
        for (Connection connection : allConnections()) {
            Endpoint endpoint = connection.endpoint();
            if (endpoint.isRetired()) {
                boolean isClosed = connection.closeIfUnused();
                closed |= isClosed;
                leaversAwaited |= !isClosed;
            } else if (endpoint.isWanted()) {
                closed |= connection.closeIfUnused();
            }
        }
        if (closed) {
            try {
                // The selector lets go of a closed socket when it selects next.
                selector.selectNow(key -> {});
            } catch (IOException e) {
                throw failed(e);
            }
        }
        return closed;
    }

    /** Ends what waits for replies of nodes that have left; tells whether there was any. */
    private boolean endExchangesWithLeavers() {
        leaversAwaited = false;
        boolean any = false;
        for (Connection connection : allConnections()) {
            if (connection.endpoint().isRetired()) {
                any = true;
                connection.disconnect("has left the cluster");
            }
        }
        return any;
    }

    /** Whether it has failed as a whole, so that another one has to take its place. */
    public boolean isBroken() {
        return broken;
    }

    /**
     * Runs the loop in the calling thread until the task is done. What the loop throws fails the
     * task, and the loop is {@link #isBroken broken}.
     */
    public void run(LoopTask task) {
        enter();
        try {
            start(task);
            drive(task, NEVER);
        } finally {
            leave();
        }
    }

    /** Starts a task, and writes what can be written at once, without reading. */
    public void begin(LoopTask task) {
        start(task);
        if (!task.isDone() && !closing) {
            try {
                pushOut();
            } catch (RuntimeException | Error e) {
                breakFor(task, e);
            }
        }
    }

    private void start(LoopTask task) {
        try {
            task.start(this);
        } catch (RuntimeException | Error e) {
            task.fail(e);
        }
    }

    private void breakFor(LoopTask task, Throwable e) {
        broken = true;
        task.fail(
                e instanceof LoopBrokenException
                        ? e
                        : new LoopBrokenException("what it ran on failed: " + e, e));
    }

    /** Goes on with a task that has started, until it is done or has come far enough. */
    public void drive(LoopTask task, BooleanSupplier isEnough) {
        try {
            turn(task, isEnough);
        } catch (RuntimeException | Error e) {
            breakFor(task, e);
        }
    }

    private void turn(LoopTask task, BooleanSupplier isEnough) {
        while (!task.isDone() && !isEnough.getAsBoolean()) {
            if (closing) {
                task.fail(new IllegalStateException("The client was closed."));
                return;
            }
            if (Thread.currentThread().isInterrupted()) {
                task.fail(new InterruptedException("The calling thread was interrupted."));
                return;
            }
            long wait = task.check(machine.nanoTime());
            if (!task.isDone()) {
                poll(wait);
            }
        }
    }

    /**
     * Sends a request over one of the loop's connections to {@code endpoint}, or a new one, or when
     * there is one, if all that there may be are in use. A failure is told to the exchange, and not
     * before this method has returned.
     */
    public void send(Endpoint endpoint, Exchange exchange) {
        long now = machine.nanoTime();
        exchange.sentNanos = now;
        exchange.endpoint = endpoint;
        if (!place(endpoint, exchange, now)) {
            waiting.add(exchange);
            endpoint.await(this);
        }
    }

    /** Gives an exchange to a connection, or fails it; false if it must wait for a connection. */
    private boolean place(Endpoint endpoint, Exchange exchange, long nowNanos) {
        if (!endpoint.mayBeAsked(nowNanos)) {
            failLater(exchange, Kind.LEFT_ALONE, endpoint, endpoint.whyLeftAlone(nowNanos), null);
            return true;
        }
        try {
            Connection connection = quietConnectionFor(endpoint, exchange);
            if (connection == null) {
                return false;
            }
            connection.send(exchange, nowNanos);
        } catch (IOException e) {
            String what =
                    "cannot be reached: "
                            + (e.getMessage() == null ? e.toString() : e.getMessage());
            if (!endpoint.isRetired()) {
                endpoint.countError(nowNanos, what);
            }
            failLater(exchange, Kind.NOT_CONNECTED, endpoint, what, e);
        } catch (RuntimeException | Error e) {
            failLater(exchange, Kind.LOCAL, endpoint, "was sent nothing: " + e, e);
        }
        return true;
    }

    /** Looks for connections again for what waits for one. */
    private void placeWaiting() {
        forgetAbandoned();
        for (Exchange exchange : List.copyOf(waiting)) {
            Endpoint endpoint = Objects.requireNonNull(exchange.endpoint);
            if (place(endpoint, exchange, machine.nanoTime())) {
                waiting.remove(exchange);
                endpoint.stopAwaiting(this);
            } else if (endpoint.isFull()) {
                endpoint.askForIdle(this);
            }
        }
    }

    private void forgetAbandoned() {
        for (int i = waiting.size() - 1; i >= 0; i--) {
            Exchange exchange = waiting.get(i);
            if (exchange.abandoned) {
                waiting.remove(i);
                Objects.requireNonNull(exchange.endpoint).stopAwaiting(this);
            }
        }
    }

    private void failLater(
            Exchange exchange,
            Kind kind,
            Endpoint endpoint,
            String what,
            @Nullable Throwable cause) {
        TransportFailure failure =
                new TransportFailure(kind, endpoint, what, cause, Sent.NOT_COMPLETELY);
        deferred.add(
                () -> {
                    exchange.ended = true;
                    if (!exchange.abandoned) {
                        tell(exchange, failure);
                    }
                });
    }

    /** What one of them makes of its failure does not keep others from hearing of theirs. */
    static void tell(Exchange exchange, TransportFailure failure) {
        try {
            exchange.onFailure(failure);
        } catch (RuntimeException | Error e) {
            LOG.error("A failure of node {} was not taken", failure.endpoint(), e);
        }
    }

    private @Nullable Connection quietConnectionFor(Endpoint endpoint, Exchange exchange)
            throws IOException {
        if (endpoint.login().isPresent()) {
            closeForgotten(endpoint);
        }
        Connection connection = connectionFor(endpoint, exchange);
        while (connection != null && !connection.isQuiet()) {
            // It is closed and forgotten by that.
            connection = connectionFor(endpoint, exchange);
        }
        return connection;
    }

    /** Connections that the node has forgotten are of no use, and count all the same. */
    private void closeForgotten(Endpoint endpoint) {
        List<Connection> existing = connections.getOrDefault(endpoint, List.of());
        // Backwards, as one that is closed is not there any more.
        for (int i = existing.size() - 1; i >= 0; i--) {
            if (existing.get(i).isForgotten()) {
                existing.get(i).closeIfUnused();
            }
        }
    }

    private @Nullable Connection connectionFor(Endpoint endpoint, Exchange exchange)
            throws IOException {
        List<Connection> existing =
                connections.computeIfAbsent(endpoint, absent -> new ArrayList<>(2));
        boolean pipelined =
                settings.pipelining() == Pipelining.SHORT_REQUESTS
                        && exchange.extent() == Extent.SHORT;
        int shared = 0;
        Connection leastLoaded = null;
        Connection best = null;
        for (int i = 0; i < existing.size(); i++) {
            Connection connection = existing.get(i);
            int load = connection.inFlightCount();
            if (connection.isEndless()) {
                continue;
            }
            if (leastLoaded == null || load < leastLoaded.inFlightCount()) {
                leastLoaded = connection;
            }
            if (connection.isOccupied()) {
                continue;
            }
            if (pipelined && connection.hasBegunWrite()) {
                return connection;
            }
            if (best == null || load < best.inFlightCount()) {
                best = connection;
            }
            if (pipelined && ++shared == settings.pipelinedConnections()) {
                return best;
            }
        }
        if (best != null && best.inFlightCount() == 0) {
            return best;
        }
        if (endpoint.isRetired()) {
            throw new IOException("the node has left the cluster");
        }
        if (endpoint.acquire(machine.nanoTime())) {
            return open(endpoint, existing);
        }
        if (!endpoint.isFull()) {
            // There will be one soon: better than to queue behind what takes long.
            return exchange.extent() == Extent.ENDLESS ? null : best;
        }
        if (exchange.extent() == Extent.ENDLESS) {
            return null;
        }
        return best != null ? best : leastLoaded;
    }

    /** A new connection, for which there is room. */
    private Connection open(Endpoint endpoint, List<Connection> siblings) throws IOException {
        try {
            Connection connection = Connection.open(this, selector, endpoint);
            siblings.add(connection);
            endpoint.addLoop(this);
            // Had it been retired before that, nobody would have told this loop.
            noticed |= endpoint.isRetired();
            watch(connection);
            return connection;
        } catch (IOException | RuntimeException | Error e) {
            endpoint.connected();
            endpoint.release();
            throw e;
        }
    }

    /** How far a connection has come. */
    enum Readiness {
        NONE,
        UNDER_WAY,
        READY
    }

    /** How far the connections to a node have come. */
    Readiness readinessFor(Endpoint endpoint) {
        List<Connection> existing = connections.get(endpoint);
        if (existing == null || existing.isEmpty()) {
            return Readiness.NONE;
        }
        return existing.stream().allMatch(Connection::isConnecting)
                ? Readiness.UNDER_WAY
                : Readiness.READY;
    }

    /** Begins to make a connection to a node; nothing is sent. False if there is no room now. */
    boolean prepare(Endpoint endpoint) {
        if (endpoint.isRetired()) {
            return true;
        }
        if (!endpoint.acquire(machine.nanoTime())) {
            return false;
        }
        try {
            open(endpoint, connections.computeIfAbsent(endpoint, absent -> new ArrayList<>(2)));
        } catch (IOException e) {
            LOG.debug("No connection to node {} could be made ahead", endpoint, e);
        }
        return true;
    }

    /** Sends a request again over another connection, unless it is given up meanwhile. */
    void sendLater(Endpoint endpoint, Exchange exchange) {
        deferred.add(
                () -> {
                    if (!exchange.abandoned) {
                        send(endpoint, exchange);
                    }
                });
    }

    /** Closes what connects to there and is not in use: what follows connects anew. */
    public void reconnect(Endpoint endpoint) {
        for (Connection connection : List.copyOf(connections.getOrDefault(endpoint, List.of()))) {
            connection.closeIfUnused();
        }
    }

    /** Something has come to a connection of which the selector does not know. */
    void readAgain(Connection connection) {
        deferred.add(connection::readAgain);
    }

    void needsFlush(Connection connection) {
        toFlush.add(connection);
    }

    void watch(Connection connection) {
        if (connection.needsWatching() && !watched.contains(connection)) {
            watched.add(connection);
        }
    }

    void forget(Connection connection) {
        List<Connection> siblings = connections.get(connection.endpoint());
        if (siblings != null) {
            siblings.remove(connection);
            if (siblings.isEmpty()) {
                connections.remove(connection.endpoint());
                connection.endpoint().removeLoop(this);
            }
        }
    }

    /**
     * Writes what can be written at once, also on connections that have just been made. Nothing is
     * read, so that no task goes on by it.
     */
    void pushOut() {
        flush();
        try {
            selector.selectNow(writableKey);
        } catch (IOException e) {
            throw failed(e);
        }
    }

    /**
     * Writes what is to be written, waits until something can be read or {@code waitNanos} are
     * over, and reads it.
     *
     * @param waitNanos 0 for not at all, {@link Long#MAX_VALUE} for any time
     */
    public void poll(long waitNanos) {
        flush();
        long wait = waitNanos;
        if (noticed && closeSpareConnections()) {
            // A wakeup may have been spent on that selection.
            wait = 0;
        }
        if (leaversAwaited && endExchangesWithLeavers()) {
            wait = 0;
        }
        if (!waiting.isEmpty()) {
            placeWaiting();
            wait = waiting.isEmpty() ? 0 : Math.min(wait, LOOK_AGAIN_NANOS);
        }
        if (!watched.isEmpty()) {
            wait = Math.min(wait, checkWatched());
        }
        if (!deferred.isEmpty()) {
            for (int count = deferred.size(); count > 0; count--) {
                deferred.remove().run();
            }
            wait = 0;
        }
        if (!toFlush.isEmpty()) {
            wait = 0;
        }
        try {
            select(wait);
        } catch (IOException e) {
            throw failed(e);
        }
        lastPollNanos = machine.nanoTime();
    }

    private void flush() {
        for (int i = 0; i < toFlush.size(); i++) {
            toFlush.get(i).flush();
        }
        toFlush.clear();
    }

    private void select(long waitNanos) throws IOException {
        if (waitNanos <= 0 || closing) {
            selector.selectNow(readyKey);
        } else if (waitNanos == Long.MAX_VALUE) {
            selector.select(readyKey);
        } else {
            // Rounded up: waiting a little too long beats turning round until it is time.
            selector.select(readyKey, waitNanos / NANOS_PER_MILLI + 1);
        }
    }

    private static LoopBrokenException failed(IOException e) {
        return new LoopBrokenException("the selector failed: " + e.getMessage(), e);
    }

    private static void onReady(SelectionKey key, int operations) {
        Connection connection = (Connection) key.attachment();
        if (connection != null) {
            connection.onReady(operations);
        }
    }

    private long checkWatched() {
        long now = machine.nanoTime();
        long wait = Long.MAX_VALUE;
        for (int i = watched.size() - 1; i >= 0; i--) {
            Connection connection = watched.get(i);
            long remaining = connection.check(now);
            if (connection.needsWatching()) {
                wait = Math.min(wait, remaining);
            } else {
                watched.remove(connection);
            }
        }
        return wait;
    }

    /** Notices connections that the other side has closed, without waiting. */
    public void noticeClosedConnections() {
        poll(0);
    }

    /** Closes connections that have been idle so long, and those to nodes that have left. */
    public void closeIdleConnections(long idleNanos) {
        long now = machine.nanoTime();
        boolean closed = false;
        for (Connection connection : allConnections()) {
            closed |= connection.closeIfIdle(idleNanos, now);
        }
        if (closed) {
            // The selector lets go of a closed socket when it selects next.
            poll(0);
        }
    }

    /** How many connections the loop has. */
    public int connectionCount() {
        return allConnections().size();
    }

    private List<Connection> allConnections() {
        List<Connection> all = new ArrayList<>();
        connections.values().forEach(all::addAll);
        return all;
    }

    /** Makes a {@link #poll} that waits return, or the next one not wait; from any thread. */
    public void wakeup() {
        selector.wakeup();
    }

    /**
     * Closes all connections; from any thread. Whoever runs the loop is stopped first, and its task
     * fails.
     */
    @Override
    public void close() {
        close(CloseLimit.NONE);
    }

    /** The same. If whoever runs the loop does not stop in time, closing is left to it. */
    public void close(CloseLimit limit) {
        stop();
        if (limit.lock(running)) {
            leave();
        }
    }

    /** Whoever runs the loop is to stop. */
    public void stop() {
        closing = true;
        selector.wakeup();
    }

    private void closeAll() {
        try {
            for (Connection connection : allConnections()) {
                connection.disconnect("was disconnected: the client is closed");
            }
            for (Exchange exchange : waiting) {
                Objects.requireNonNull(exchange.endpoint).stopAwaiting(this);
            }
            waiting.clear();
            selector.close();
        } catch (IOException | RuntimeException | Error e) {
            LOG.debug("A loop was not closed in order", e);
        }
    }
}

package dev.aerospikearrow.client.transport;

import dev.aerospikearrow.client.login.ForgottenLogin;
import dev.aerospikearrow.client.login.LoginRefusedException;
import dev.aerospikearrow.client.login.NodeLogin;
import dev.aerospikearrow.client.tls.TlsPeer;
import dev.aerospikearrow.client.tls.TlsTrouble;
import dev.aerospikearrow.client.transport.Exchange.Extent;
import dev.aerospikearrow.client.transport.TransportFailure.Kind;
import dev.aerospikearrow.client.transport.TransportFailure.Sent;
import dev.aerospikearrow.protocol.tls.TlsChannel;
import dev.aerospikearrow.protocol.wire.Bytes;
import dev.aerospikearrow.protocol.wire.FrameDescriptor;
import dev.aerospikearrow.protocol.wire.MalformedReplyException;
import java.io.EOFException;
import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.channels.ByteChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One non-blocking connection of one {@link IoLoop}, used by the loop's thread only. Requests are
 * written in the order in which they are sent, and replies come in that order; whoever is at the
 * head of the queue gets the next frame.
 */
final class Connection {
    /** The JDK copies through a direct buffer per thread of the size of a call. */
    private static final int LARGEST_TRANSFER = 256 << 10;

    /**
     * Short requests that go out together before another connection gets some: a write costs as
     * much as what it carries, and a node answers one connection with one thread.
     */
    private static final int REQUESTS_PER_WRITE = 8;

    /** Reads in a row before others get their turn. */
    private static final int MAX_READS = 4;

    /** How an alert of TLS begins: type 21, and the first byte of its version. */
    private static final long TLS_ALERT = 0x1503;

    private static final int TLS_ALERT_BITS = 16;

    private final IoLoop loop;
    private final Endpoint endpoint;
    private final SocketChannel channel;

    /** What is read and written: the channel itself, or what secures it. */
    private final ByteChannel stream;

    private final @Nullable TlsChannel tls;

    /** Whose session lets the connection in; null if nobody has to log in. */
    private final @Nullable NodeLogin nodeLogin;

    private final @Nullable ConnectionLogin login;
    private final SelectionKey key;
    private final ArrayDeque<Exchange> inFlight = new ArrayDeque<>();
    private final OutgoingBytes outgoing = new OutgoingBytes();
    private final IncomingBytes incoming = new IncomingBytes();
    private final long connectDeadlineNanos;

    private boolean connecting;
    private boolean closed;
    private boolean dirty;
    private int unwrittenRequests;
    private int longExchanges;
    private int endlessExchanges;
    private int abandonedExchanges;

    /** Where the request ends that was answered last, in bytes since the connection was made. */
    private long answeredEnd;

    /** Of a reply that is too large to be taken, so many bytes are still to come. */
    private int unwantedBytes;

    private long drainDeadlineNanos;
    private long lastReadNanos;
    private final long openedNanos;
    private String whyClosed = "it is not needed any longer";

    private Connection(IoLoop loop, Endpoint endpoint, SocketChannel channel, SelectionKey key) {
        this.loop = loop;
        this.endpoint = endpoint;
        this.channel = channel;
        this.key = key;
        tls = endpoint.tls().map(peer -> peer.secure(channel)).orElse(null);
        stream = tls == null ? channel : tls;
        lastReadNanos = loop.nanoTime();
        openedNanos = lastReadNanos;
        nodeLogin = endpoint.login().orElse(null);
        login = nodeLogin == null ? null : new ConnectionLogin(nodeLogin.begin(lastReadNanos));
        connectDeadlineNanos = lastReadNanos + loop.settings().connectTimeoutNanos();
    }

    static Connection open(IoLoop loop, Selector selector, Endpoint endpoint) throws IOException {
        SocketChannel channel = loop.machine().openChannel();
        try {
            channel.configureBlocking(false);
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            boolean connected = channel.connect(endpoint.address());
            SelectionKey key =
                    channel.register(
                            selector, connected ? SelectionKey.OP_READ : SelectionKey.OP_CONNECT);
            Connection connection = new Connection(loop, endpoint, channel, key);
            boolean hasFirstWords = connection.tls != null || connection.login != null;
            connection.connecting = !connected || hasFirstWords;
            if (!connection.connecting) {
                endpoint.connected();
            }
            if (connected && hasFirstWords) {
                key.interestOps(SelectionKey.OP_WRITE);
            }
            key.attach(connection);
            if (!connection.connecting) {
                connection.tellOpened();
            }
            return connection;
        } catch (IOException | RuntimeException | Error e) {
            channel.close();
            throw e;
        }
    }

    Endpoint endpoint() {
        return endpoint;
    }

    boolean isConnecting() {
        return connecting;
    }

    int inFlightCount() {
        return inFlight.size();
    }

    /** Whether a reply is under way that others should not queue behind. */
    boolean isOccupied() {
        return isForgotten() || longExchanges > 0 || abandonedExchanges > 0;
    }

    /** Whether the node is known not to know any more who this is. */
    boolean isForgotten() {
        return nodeLogin != null
                && login != null
                && login.dialog().generation() != nodeLogin.generation();
    }

    /** Whether a scan is under way, whose end nobody knows. */
    boolean isEndless() {
        return endlessExchanges > 0;
    }

    long lastReadNanos() {
        return lastReadNanos;
    }

    Sent sent(Exchange exchange) {
        // What is abandoned and still here goes on leaving.
        return outgoing.written() >= exchange.streamEnd || exchange.abandoned && !closed
                ? Sent.COMPLETELY
                : Sent.NOT_COMPLETELY;
    }

    /**
     * Whether nothing has come that nobody asked for, and the other side has not hung up. If it is
     * not quiet, it is closed: what lies there unread would be taken for the next reply.
     */
    boolean isQuiet() {
        if (closed || connecting || !inFlight.isEmpty()) {
            return !closed;
        }
        boolean quiet = false;
        try {
            quiet =
                    unwantedBytes == 0
                            && incoming.length() == 0
                            && incoming.readFrom(stream, incoming.room()) == 0;
        } catch (IOException e) {
            // Broken: as good as closed.
        }
        if (!quiet) {
            whyClosed = "the node has closed it, or sent what nobody asked for";
            close();
        }
        return quiet;
    }

    /** Queues a request; {@link #flush} writes it. What encoding throws goes to the caller. */
    void send(Exchange exchange, long nowNanos) {
        outgoing.append(exchange);
        exchange.connection = this;
        exchange.streamEnd = outgoing.end();
        exchange.sentNanos = nowNanos;
        inFlight.add(exchange);
        if (inFlight.size() == 1) {
            endpoint.meter().busy();
        }
        unwrittenRequests++;
        count(exchange, 1);
        if (!dirty) {
            dirty = true;
            loop.needsFlush(this);
        }
    }

    private void count(Exchange exchange, int more) {
        if (exchange.extent() != Extent.SHORT) {
            longExchanges += more;
            if (exchange.extent() == Extent.ENDLESS) {
                endlessExchanges += more;
            }
        }
    }

    /** Whether a request is to be written anyway, and another one may go with it. */
    boolean hasBegunWrite() {
        return dirty && unwrittenRequests < REQUESTS_PER_WRITE;
    }

    void flush() {
        dirty = false;
        unwrittenRequests = 0;
        if (!closed && !connecting) {
            try {
                write();
            } catch (RuntimeException | Error e) {
                endFor(e);
            }
        }
    }

    /** What goes wrong here ends this connection and no other. */
    private void endFor(Throwable e) {
        fail(Kind.LOCAL, "was disconnected: " + e, e);
    }

    /** Does what the socket is ready for, if it is one of these operations. */
    void onReady(int operations) {
        if (closed || !key.isValid()) {
            return;
        }
        try {
            int ready = key.readyOps() & operations;
            if (connecting) {
                if (ready != 0) {
                    connect(ready);
                }
                return;
            }
            if ((ready & SelectionKey.OP_WRITE) != 0) {
                write();
            }
            if (!closed && (ready & SelectionKey.OP_READ) != 0) {
                read();
            }
        } catch (RuntimeException | Error e) {
            endFor(e);
        }
    }

    private void connect(int ready) {
        try {
            if ((ready & SelectionKey.OP_CONNECT) != 0 && !channel.finishConnect()) {
                return;
            }
        } catch (IOException e) {
            fail(Kind.NOT_CONNECTED, "refuses the connection: " + reason(e), e);
            return;
        }
        try {
            if (tls != null && !tls.handshake()) {
                key.interestOps(
                        tls.hasUnsent()
                                ? SelectionKey.OP_READ | SelectionKey.OP_WRITE
                                : SelectionKey.OP_READ);
                return;
            }
        } catch (IOException e) {
            fail(Kind.NOT_CONNECTED, TlsTrouble.describeHandshake(e, tlsName()), e);
            return;
        }
        if (login != null && !logIn(login)) {
            return;
        }
        connecting = false;
        endpoint.connected();
        lastReadNanos = loop.nanoTime();
        tellOpened();
        key.interestOps(SelectionKey.OP_READ);
        write();
        if (tls != null && !closed && tls.hasUnread()) {
            loop.readAgain(this);
        }
    }

    /** Says who this is; false if the node has not answered yet, or lets nobody in. */
    private boolean logIn(ConnectionLogin dialog) {
        try {
            boolean isDone = dialog.advance(stream, loop.nanoTime());
            while (!isDone && tls != null && tls.hasUnread()) {
                isDone = dialog.advance(stream, loop.nanoTime());
            }
            boolean isFlushed = tls == null || tls.flush();
            if (!isDone) {
                key.interestOps(
                        dialog.hasUnsent() || !isFlushed
                                ? SelectionKey.OP_READ | SelectionKey.OP_WRITE
                                : SelectionKey.OP_READ);
            }
            return isDone;
        } catch (LoginRefusedException e) {
            fail(Kind.LOGIN_REFUSED, String.valueOf(e.getMessage()), e);
        } catch (MalformedReplyException e) {
            fail(Kind.MALFORMED_REPLY, "broke the format. " + e.getMessage(), e);
        } catch (EOFException e) {
            fail(Kind.NOT_CONNECTED, "closed the connection during the login" + hint(), null);
        } catch (IOException e) {
            fail(Kind.NOT_CONNECTED, trouble(e), e);
        }
        return false;
    }

    private void write() {
        try {
            if (tls != null && !tls.flush()) {
                key.interestOps(SelectionKey.OP_READ | SelectionKey.OP_WRITE);
                return;
            }
            while (!outgoing.isEmpty()) {
                int written = outgoing.writeTo(stream, LARGEST_TRANSFER);
                endpoint.meter().sent(written);
                if (written < LARGEST_TRANSFER && !outgoing.isEmpty()) {
                    key.interestOps(SelectionKey.OP_READ | SelectionKey.OP_WRITE);
                    return;
                }
            }
        } catch (IOException e) {
            fail(Kind.DISCONNECTED, trouble(e), e);
            return;
        }
        outgoing.reset();
        if (tls != null && tls.hasUnsent()) {
            key.interestOps(SelectionKey.OP_READ | SelectionKey.OP_WRITE);
        } else if ((key.interestOps() & SelectionKey.OP_WRITE) != 0) {
            key.interestOps(SelectionKey.OP_READ);
        }
    }

    /** Reads what {@link #read} left, as if the selector had said so. */
    void readAgain() {
        if (!closed) {
            try {
                read();
            } catch (RuntimeException | Error e) {
                endFor(e);
            }
        }
    }

    private void read() {
        readFrames();
        if (tls != null && !closed) {
            if (tls.hasUnread()) {
                loop.readAgain(this);
            }
            if (tls.hasUnsent()) {
                key.interestOps(SelectionKey.OP_READ | SelectionKey.OP_WRITE);
            }
        }
    }

    private void readFrames() {
        for (int reads = 0; reads < MAX_READS && !closed; reads++) {
            int count = Math.min(LARGEST_TRANSFER, incoming.room());
            int received;
            try {
                received = incoming.readFrom(stream, count);
            } catch (IOException e) {
                fail(Kind.DISCONNECTED, trouble(e), e);
                return;
            }
            if (received < 0) {
                fail(Kind.DISCONNECTED, "closed the connection" + hint(), null);
                return;
            }
            if (received == 0) {
                return;
            }
            lastReadNanos = loop.nanoTime();
            loop.receivedBytes += received;
            endpoint.meter().received(received);
            takeFrames();
            if (received < count || inFlight.isEmpty()) {
                return;
            }
        }
    }

    private void takeFrames() {
        while (passUnwanted() && incoming.length() >= FrameDescriptor.HEADER_LENGTH) {
            long header = Bytes.getLong(incoming.array(), incoming.start());
            Exchange head = inFlight.peek();
            String problem = problemOf(header, head);
            if (problem != null || head == null) {
                MalformedReplyException malformed = new MalformedReplyException("" + problem, 0);
                fail(
                        Kind.MALFORMED_REPLY,
                        "broke the format. " + malformed.getMessage(),
                        malformed);
                return;
            }
            int bodyLength = (int) FrameDescriptor.bodyLength(header);
            // The limit is for records; what tells of the cluster must always come through.
            if (bodyLength > loop.settings().frameLimit()
                    && head.replyType() == FrameDescriptor.TYPE_MESSAGE) {
                if (!refuse(head, bodyLength)) {
                    return;
                }
                continue;
            }
            int length = FrameDescriptor.HEADER_LENGTH + bodyLength;
            if (length > incoming.length()) {
                incoming.makeRoom(length);
                return;
            }
            int offset = incoming.take(length);
            if (isLoginForgotten(head, offset, length)) {
                sendElsewhere();
                return;
            }
            head.begun = true;
            if (!takeFrame(head, offset, length)) {
                return;
            }
        }
        if (incoming.length() > 0) {
            incoming.makeRoom(FrameDescriptor.HEADER_LENGTH);
        } else {
            incoming.reset();
            if (inFlight.isEmpty()) {
                incoming.shrink();
            }
        }
    }

    /**
     * Whether the node does not know any more who this is. What it says to somebody who has logged
     * in just now is an answer.
     */
    private boolean isLoginForgotten(Exchange head, int offset, int length) {
        return login != null
                && !head.begun
                && !(login.dialog().isFresh() && answeredEnd == 0)
                && ForgottenLogin.isToldBy(incoming.array(), offset, length);
    }

    /**
     * Nothing that was sent here has been carried out, nor will it be: it goes over another
     * connection, whose login is a fresh one, but not a third time.
     */
    private void sendElsewhere() {
        if (nodeLogin != null && login != null) {
            nodeLogin.forget(login.dialog().generation());
        }
        close();
        List<Exchange> orphans = new ArrayList<>(inFlight);
        inFlight.clear();
        for (Exchange exchange : orphans) {
            if (exchange.abandoned) {
                exchange.ended = true;
            } else if (exchange.sentAgain || exchange.begun) {
                exchange.ended = true;
                IoLoop.tell(
                        exchange,
                        new TransportFailure(
                                Kind.DISCONNECTED,
                                endpoint,
                                "has forgotten this client's login, again",
                                null,
                                exchange.begun ? Sent.COMPLETELY : Sent.NOT_COMPLETELY));
            } else {
                exchange.sentAgain = true;
                exchange.connection = null;
                loop.sendLater(endpoint, exchange);
            }
        }
    }

    /** Drops what has come of a reply that nobody takes; false if more of it is to come. */
    private boolean passUnwanted() {
        int count = Math.min(unwantedBytes, incoming.length());
        incoming.take(count);
        unwantedBytes -= count;
        return unwantedBytes == 0;
    }

    /**
     * A reply is too large to be taken. Where others wait behind it, it is read off as it comes, if
     * it is known to be all of the reply; else the connection is closed. False if it was.
     */
    private boolean refuse(Exchange head, int bodyLength) {
        String what =
                "answered with a frame of "
                        + bodyLength
                        + " bytes, but the client's frameLimit is "
                        + loop.settings().frameLimit();
        if (inFlight.size() == 1 || head.extent() != Extent.SHORT) {
            fail(Kind.REPLY_TOO_LARGE, what, null);
            return false;
        }
        unwantedBytes = FrameDescriptor.HEADER_LENGTH + bodyLength;
        takeHead(head);
        if (!head.abandoned) {
            IoLoop.tell(
                    head,
                    new TransportFailure(
                            Kind.REPLY_TOO_LARGE, endpoint, what, null, Sent.COMPLETELY));
        }
        return !closed;
    }

    /** The reply that the head of the queue waited for has come. */
    private void takeHead(Exchange head) {
        inFlight.remove();
        noteIdle();
        head.ended = true;
        answeredEnd = head.streamEnd;
        count(head, -1);
        if (head.abandoned) {
            abandonedExchanges--;
        }
    }

    /**
     * A node that expects TLS, or a certificate, hangs up at the first request, in which it is
     * asked who it is.
     */
    private String hint() {
        Exchange head = inFlight.peek();
        if (answeredEnd > 0 || head == null || head.replyType() != FrameDescriptor.TYPE_INFO) {
            return "";
        }
        return tls == null
                ? ". If its port is one for TLS, set ClientConfig.tls"
                : ". If it wants a client certificate, set TlsSettings.clientCertificate";
    }

    private @Nullable String problemOf(long header, @Nullable Exchange head) {
        if (tls == null && header >>> (Long.SIZE - TLS_ALERT_BITS) == TLS_ALERT) {
            return "a frame expected, found an alert of TLS. If its port is one for TLS, set"
                    + " ClientConfig.tls";
        }
        if (FrameDescriptor.version(header) != FrameDescriptor.VERSION) {
            return "frame version 2 expected, found " + FrameDescriptor.version(header);
        }
        if (head == null) {
            return "a frame of type " + FrameDescriptor.type(header) + " that answers no request";
        }
        if (FrameDescriptor.type(header) != head.replyType()) {
            return "frame type "
                    + head.replyType()
                    + " expected, found "
                    + FrameDescriptor.type(header);
        }
        if (FrameDescriptor.bodyLength(header) > FrameDescriptor.MAX_BODY_LENGTH) {
            return "a frame of at most "
                    + FrameDescriptor.MAX_BODY_LENGTH
                    + " bytes expected, found one that announces "
                    + FrameDescriptor.bodyLength(header);
        }
        return null;
    }

    /** Gives the head of the queue its frame; false if the connection did not survive it. */
    private boolean takeFrame(Exchange head, int offset, int length) {
        boolean complete;
        try {
            complete = head.onFrame(incoming.array(), offset, length);
        } catch (MalformedReplyException e) {
            fail(Kind.MALFORMED_REPLY, "broke the format. " + e.getMessage(), e);
            return false;
        } catch (RuntimeException | Error e) {
            fail(Kind.LOCAL, "answered, but the reply could not be taken: " + e, e);
            return false;
        }
        if (complete) {
            takeHead(head);
            if (!head.abandoned) {
                head.onComplete();
            }
            endpoint.answered();
        }
        return !closed;
    }

    /**
     * Nobody waits for a reply any more. A request that has not left completely would still leave:
     * closing the connection stops it, but ends what others wait for; so where there are others it
     * is taken back, or leaves.
     */
    void onAbandoned(Exchange exchange) {
        boolean unsent = outgoing.written() < exchange.streamEnd;
        if (inFlight.size() - 1 > abandonedExchanges) {
            if (unsent && withdraw(exchange)) {
                return;
            }
        } else if (unsent || exchange.extent() == Extent.ENDLESS) {
            disconnect("was disconnected to end an abandoned request");
            return;
        }
        abandonedExchanges++;
        drainDeadlineNanos = loop.nanoTime() + loop.settings().drainTimeoutNanos();
        loop.watch(this);
    }

    /** Takes a request back of which nothing has been written. */
    private boolean withdraw(Exchange exchange) {
        long start = answeredEnd;
        for (Exchange other : inFlight) {
            if (other == exchange) {
                break;
            }
            start = other.streamEnd;
        }
        if (start < outgoing.written()) {
            return false;
        }
        long length = exchange.streamEnd - start;
        outgoing.remove(start, exchange.streamEnd);
        boolean later = false;
        for (Exchange other : inFlight) {
            if (later) {
                other.streamEnd -= length;
            }
            later |= other == exchange;
        }
        inFlight.remove(exchange);
        noteIdle();
        count(exchange, -1);
        exchange.connection = null;
        return true;
    }

    /** Whether {@link #check} has to be called from time to time. */
    boolean needsWatching() {
        return !closed && (connecting || abandonedExchanges > 0);
    }

    /** Closes the connection if it took too long; returns how long it still may, in nanoseconds. */
    long check(long nowNanos) {
        if (closed) {
            return Long.MAX_VALUE;
        }
        if (connecting) {
            long remaining = connectDeadlineNanos - nowNanos;
            if (remaining <= 0) {
                fail(
                        Kind.NOT_CONNECTED,
                        awaitedStep()
                                + " within "
                                + loop.settings().connectTimeoutNanos() / 1_000_000
                                + " ms",
                        null);
            }
            return remaining;
        }
        if (abandonedExchanges > 0) {
            if (inFlight.size() > abandonedExchanges) {
                // Others wait on it, and longer than those who have given up.
                drainDeadlineNanos = nowNanos + loop.settings().drainTimeoutNanos();
            }
            long remaining = drainDeadlineNanos - nowNanos;
            if (remaining <= 0) {
                disconnect("did not finish an abandoned reply in time");
            }
            return remaining;
        }
        return Long.MAX_VALUE;
    }

    /** Closes the connection if nothing is expected on it now; tells whether it did. */
    boolean closeIfUnused() {
        if (!closed && inFlight.isEmpty()) {
            close();
        }
        return closed;
    }

    /** Closes the connection if nothing was for so long; tells whether it did. */
    boolean closeIfIdle(long idleNanos, long nowNanos) {
        if (!closed
                && inFlight.isEmpty()
                && (endpoint.isRetired() || nowNanos - lastReadNanos >= idleNanos)) {
            close();
        }
        return closed;
    }

    /** Closes the connection for a reason of ours; whoever waits for a reply is told. */
    void disconnect(String what) {
        if (!closed) {
            end(Kind.DISCONNECTED, what, null);
        }
    }

    /** Closes the connection; whoever waits for a reply is told why there is none. */
    private void fail(Kind kind, String what, @Nullable Throwable cause) {
        if (closed) {
            return;
        }
        boolean isError = kind != Kind.LOCAL && kind != Kind.LOGIN_REFUSED;
        if (isError && (connecting || !inFlight.isEmpty())) {
            endpoint.countError(loop.nanoTime(), what);
        }
        end(kind, what, cause);
    }

    private void end(Kind kind, String what, @Nullable Throwable cause) {
        whyClosed = what;
        close();
        // Told one by one after the queue is emptied: they may send again at once, elsewhere.
        List<Exchange> orphans = new ArrayList<>(inFlight);
        inFlight.clear();
        boolean first = true;
        for (Exchange exchange : orphans) {
            exchange.ended = true;
            if (!exchange.abandoned) {
                // The reply at the head is the one that is malformed; the others merely lost their
                // connection.
                boolean blamed = first || kind == Kind.NOT_CONNECTED || kind == Kind.LOGIN_REFUSED;
                IoLoop.tell(
                        exchange,
                        new TransportFailure(
                                blamed ? kind : Kind.DISCONNECTED,
                                endpoint,
                                what,
                                cause,
                                sent(exchange)));
            }
            first = false;
        }
    }

    void close() {
        if (closed) {
            return;
        }
        closed = true;
        key.cancel();
        try {
            stream.close();
        } catch (IOException e) {
            // Nothing is left to be done with it.
        }
        if (connecting) {
            endpoint.connected();
        }
        endpoint.release();
        loop.forget(this);
        tellClosed();
    }

    /** A request is no longer awaited here: it was the only one, perhaps. */
    private void noteIdle() {
        if (inFlight.isEmpty()) {
            endpoint.meter().idle();
        }
    }

    private void tellOpened() {
        endpoint.meter().opened(endpoint.address(), loop.nanoTime() - openedNanos);
    }

    private void tellClosed() {
        long nanos = loop.nanoTime() - openedNanos;
        if (connecting) {
            endpoint.meter().failed(endpoint.address(), nanos, whyClosed);
        } else {
            endpoint.meter().closed(endpoint.address(), nanos, whyClosed);
        }
        if (!inFlight.isEmpty()) {
            endpoint.meter().idle();
        }
    }

    /** What the node has not done yet. */
    String awaitedStep() {
        if (!connecting) {
            return "does not answer";
        }
        if (!channel.isConnected()) {
            return "does not accept a connection";
        }
        return isSecured() ? "does not answer the login" : "does not complete the TLS handshake";
    }

    private boolean isSecured() {
        return tls == null || tls.isEstablished();
    }

    private String tlsName() {
        return endpoint.tls().map(TlsPeer::name).orElse("");
    }

    private String trouble(IOException e) {
        return endpoint.tls()
                .map(peer -> TlsTrouble.describe(e, peer.name()))
                .orElseGet(() -> "broke the connection: " + reason(e) + hint());
    }

    private static String reason(IOException e) {
        return e.getMessage() == null ? e.toString() : e.getMessage();
    }
}

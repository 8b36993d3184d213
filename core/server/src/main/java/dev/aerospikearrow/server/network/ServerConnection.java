package dev.aerospikearrow.server.network;

import dev.aerospikearrow.data.ResultCode;
import dev.aerospikearrow.protocol.tls.TlsChannel;
import dev.aerospikearrow.protocol.wire.FrameDescriptor;
import dev.aerospikearrow.server.command.CommandProcessor;
import dev.aerospikearrow.server.command.ReplyChannel;
import dev.aerospikearrow.server.fault.ActiveFaults;
import dev.aerospikearrow.server.fault.AnswerFaults;
import dev.aerospikearrow.server.info.InfoProtocol;
import dev.aerospikearrow.server.message.Explanation;
import dev.aerospikearrow.server.message.RequestException;
import dev.aerospikearrow.server.message.RequestMessage;
import dev.aerospikearrow.server.query.QueryTarget;
import dev.aerospikearrow.server.security.Access;
import dev.aerospikearrow.server.security.ConnectionSecurity;
import java.io.IOException;
import java.nio.channels.ByteChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One client's connection: requests are carried out one after the other, answers go out in their
 * order, and nothing is read while an answer waits for the client. Belongs to its service thread,
 * except while a query runs, which has the connection to itself.
 */
final class ServerConnection implements ServiceThread.Attendant, ReplyChannel {
    /** Small answers are collected up to this length, so that a pipeline costs one write. */
    private static final int COALESCE_LENGTH = 64 * 1024;

    /** With more than this unsent, a batch waits. */
    private static final int CONGESTED_LENGTH = 512 * 1024;

    private static final System.Logger LOG = System.getLogger(ServerConnection.class.getName());

    private static final long STALL_LIMIT_NANOS = TimeUnit.SECONDS.toNanos(30);

    private final SocketChannel channel;
    private final @Nullable TlsChannel tls;
    private final NodeServer node;
    private final ServiceThread thread;
    private final RequestHandler handler;
    private final InputBuffer input;
    private final OutputQueue output;
    private final Optional<ConnectionSecurity> security;
    private final InfoProtocol.Session session;
    private @Nullable SelectionKey key;

    /** A batch that goes on when the client has read. */
    private RequestHandler.@Nullable Remainder remainder;

    /** A query or a delay has the connection. */
    private boolean isSuspended;

    private boolean closesWhenFlushed;
    private long stalledSinceNanos;

    /** Which faults the answers of this connection follow. */
    private @Nullable ActiveFaults faults;

    private @Nullable AnswerFaults answerFaults;
    private boolean isDelayOver;
    private boolean answersData;
    private boolean answersBatch;
    private long lastRequestNanos = System.nanoTime();

    ServerConnection(
            SocketChannel channel, NodeServer node, ServiceThread thread, RequestHandler handler) {
        this.channel = channel;
        this.node = node;
        this.thread = thread;
        this.handler = handler;
        this.tls = node.tls().map(settings -> settings.secure(channel)).orElse(null);
        security =
                node.security()
                        .map(
                                logins ->
                                        new ConnectionSecurity(
                                                logins,
                                                channel.socket().getInetAddress(),
                                                () -> NodeTls.clientName(tls)));
        session =
                new InfoProtocol.Session(
                        security.<Access>map(login -> login).orElse(Access.UNRESTRICTED));
        ByteChannel stream = tls == null ? channel : tls;
        this.input = new InputBuffer(stream);
        this.output = new OutputQueue(stream, tls);
    }

    /** Begins to serve; on the service thread. */
    void register() {
        output.takeOver();
        try {
            key = channel.register(thread.selector(), SelectionKey.OP_READ, this);
        } catch (IOException e) {
            close();
        }
    }

    @Override
    public void ready() {
        try {
            if (tls != null && !tls.handshake()) {
                interest(
                        tls.hasUnsent()
                                ? SelectionKey.OP_READ | SelectionKey.OP_WRITE
                                : SelectionKey.OP_READ);
            } else if (!isSuspended) {
                if (!output.isEmpty()) {
                    flush();
                }
                if (output.isEmpty()) {
                    if (remainder == null && !input.hasFrame() && input.read() < 0) {
                        close();
                        return;
                    }
                    serve();
                }
            }
        } catch (IOException e) {
            close();
        }
    }

    /**
     * A defect of the server, or memory or stack that does not suffice for a request: the client
     * must not wait for an answer, and others must go on.
     */
    @Override
    public void failed(Throwable defect) {
        close();
        if (defect instanceof VirtualMachineError) {
            // Where memory or stack ran out is of no interest, and a thousand lines long.
            LOG.log(System.Logger.Level.ERROR, "A request could not be carried out: " + defect);
        } else {
            LOG.log(System.Logger.Level.ERROR, "A request could not be carried out.", defect);
        }
    }

    /** Carries out what has arrived, until nothing is left or the client has to read first. */
    private void serve() throws IOException {
        boolean goesOn = true;
        while (goesOn && channel.isOpen()) {
            if (remainder instanceof RequestHandler.Remainder.Batch batch) {
                if (handler.resume(batch.execution(), this)) {
                    endRequest();
                }
            } else {
                goesOn = hasAcceptableHeader() && input.hasFrame() && startRequest();
                if (isSuspended) {
                    // From here on the output is another thread's.
                    return;
                }
            }
            if (!output.isEmpty() && (remainder != null || output.length() > COALESCE_LENGTH)) {
                flush();
                goesOn &= output.isEmpty();
            }
        }
        if (channel.isOpen()) {
            if (!output.isEmpty() || closesWhenFlushed) {
                flush();
            }
            waitForMore();
        }
    }

    private void waitForMore() {
        boolean isStalled = !output.isEmpty();
        if (isStalled && stalledSinceNanos == 0) {
            stalledSinceNanos = System.nanoTime();
        }
        interest(isStalled ? SelectionKey.OP_WRITE : SelectionKey.OP_READ);
        if (!isStalled && tls != null && tls.hasUnread()) {
            // The selector does not know of what has been decrypted.
            thread.execute(this, this::ready);
        }
    }

    private void interest(int operations) {
        SelectionKey registered = key;
        if (registered != null && registered.isValid() && registered.interestOps() != operations) {
            registered.interestOps(operations);
        }
    }

    /** Closes the connection if what comes is no frame. */
    private boolean hasAcceptableHeader() {
        if (!input.hasHeader()) {
            return false;
        }
        long header = input.header();
        int type = FrameDescriptor.type(header);
        boolean isAcceptable =
                (FrameDescriptor.version(header) == FrameDescriptor.VERSION
                                || FrameDescriptor.version(header) == 0
                                        && type == FrameDescriptor.TYPE_ADMIN)
                        && type >= FrameDescriptor.TYPE_INFO
                        && type <= FrameDescriptor.TYPE_COMPRESSED
                        && FrameDescriptor.bodyLength(header) <= FrameDescriptor.MAX_BODY_LENGTH;
        if (!isAcceptable) {
            close();
        }
        return isAcceptable;
    }

    /** Carries out the first frame; returns whether the next one may follow at once. */
    private boolean startRequest() throws IOException {
        long header = input.header();
        int type = FrameDescriptor.type(header);
        int length = (int) FrameDescriptor.bodyLength(header);
        answersData = type == FrameDescriptor.TYPE_MESSAGE;
        answersBatch =
                answersData && CommandProcessor.isBatch(input.bytes(), input.bodyOffset(), length);
        if (answersData && hasFaults()) {
            if (isToBeDelayed()) {
                return false;
            }
            OptionalInt refusal = node.faults().takeRefusal();
            if (refusal.isPresent()) {
                RequestHandler.refuse(
                        input.bytes(), input.bodyOffset(), length, refusal.getAsInt(), this);
                endRequest();
                return true;
            }
        }
        RequestHandler.Remainder rest =
                handler.handle(type, input.bytes(), input.bodyOffset(), length, session, this);
        if (rest instanceof RequestHandler.Remainder.Batch) {
            remainder = rest;
            return true;
        }
        if (rest instanceof RequestHandler.Remainder.Query query) {
            return !startQuery(query.message());
        }
        if (rest instanceof RequestHandler.Remainder.Unacceptable) {
            close();
            return false;
        }
        endRequest();
        return true;
    }

    private void endRequest() {
        remainder = null;
        isDelayOver = false;
        lastRequestNanos = System.nanoTime();
        input.removeFrame();
    }

    private boolean hasFaults() {
        ActiveFaults current = node.faults();
        if (current != faults) {
            faults = current;
            answerFaults = current == NodeServer.NO_FAULTS ? null : current.newConnection();
        }
        return answerFaults != null;
    }

    private boolean isToBeDelayed() {
        Duration delay = node.faults().delay();
        if (delay.isZero() || isDelayOver) {
            return false;
        }
        suspend();
        node.schedule(
                delay,
                () ->
                        thread.execute(
                                this,
                                () -> {
                                    isDelayOver = true;
                                    resume();
                                }));
        return true;
    }

    private void suspend() {
        isSuspended = true;
        interest(0);
    }

    /** Goes on after a query or delay; on the service thread. */
    private void resume() {
        isSuspended = false;
        if (channel.isOpen()) {
            ready();
        }
    }

    /** Hands the connection to a query; false if there are too many, which is the answer then. */
    private boolean startQuery(RequestMessage message) {
        suspend();
        output.handOver();
        try {
            node.runQuery(() -> runQuery(message));
            return true;
        } catch (RejectedExecutionException e) {
            isSuspended = false;
            output.takeOver();
            CommandProcessor.sendCode(this, ResultCode.FORBIDDEN.code(), 0);
            endRequest();
            return false;
        }
    }

    private void runQuery(RequestMessage message) {
        output.takeOver();
        try {
            runQuery(node.queryTarget(), message);
        } catch (IOException e) {
            close();
        } catch (RuntimeException | Error e) {
            failed(e);
        } finally {
            output.handOver();
            thread.execute(
                    this,
                    () -> {
                        output.takeOver();
                        endRequest();
                        resume();
                    });
        }
    }

    private void runQuery(QueryTarget target, RequestMessage message) throws IOException {
        try {
            node.queries()
                    .run(
                            target,
                            message,
                            (bytes, offset, length, timeoutMillis) -> {
                                send(bytes, offset, length);
                                flushFully(timeoutMillis);
                            });
        } catch (RequestException e) {
            CommandProcessor.sendRefusal(this, e, Explanation.of(message.info4(), target.build()));
            flushFully(0);
        }
    }

    /** Waits until everything is sent; not on the service thread. */
    private void flushFully(int timeoutMillis) throws IOException {
        flush();
        if (output.isEmpty()) {
            return;
        }
        long deadlineNanos = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(timeoutMillis);
        try (Selector writable = Selector.open()) {
            channel.register(writable, SelectionKey.OP_WRITE);
            while (!output.isEmpty()) {
                long leftMillis = TimeUnit.NANOSECONDS.toMillis(deadlineNanos - System.nanoTime());
                if (timeoutMillis != 0 && leftMillis <= 0) {
                    throw new IOException("The client did not read in time.");
                }
                writable.select(timeoutMillis == 0 ? 0 : leftMillis);
                writable.selectedKeys().clear();
                flush();
            }
        }
    }

    @Override
    public void send(byte[] bytes, int offset, int length) {
        AnswerFaults spoiled = answersData ? answerFaults : null;
        if (spoiled != null) {
            byte[] answer = Arrays.copyOfRange(bytes, offset, offset + length);
            answer = spoiled.spoil(answersBatch ? spoiled.withRowsInOtherOrder(answer) : answer);
            output.append(answer, 0, answer.length);
            closesWhenFlushed |= spoiled.isDropped();
            return;
        }
        if (!channel.isOpen()) {
            return;
        }
        output.append(bytes, offset, length);
        if (output.length() > COALESCE_LENGTH) {
            try {
                flush();
            } catch (IOException e) {
                close();
            }
        }
    }

    @Override
    public boolean isCongested() {
        return output.length() > CONGESTED_LENGTH;
    }

    private void flush() throws IOException {
        output.flush(answerFaults == null ? Integer.MAX_VALUE : answerFaults.bytesPerWrite());
        if (output.isEmpty()) {
            stalledSinceNanos = 0;
            if (closesWhenFlushed) {
                close();
            }
        }
    }

    @Override
    public void check() {
        if (isSuspended) {
            return;
        }
        long idleLimitNanos = node.idleLimit().toNanos();
        boolean isIdle =
                idleLimitNanos != 0 && System.nanoTime() - lastRequestNanos > idleLimitNanos;
        boolean isStalled =
                stalledSinceNanos != 0 && System.nanoTime() - stalledSinceNanos > STALL_LIMIT_NANOS;
        if (isIdle && output.isEmpty() || isStalled) {
            close();
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            // It is closed all the same.
        }
        security.ifPresent(ConnectionSecurity::close);
        node.closed(this);
    }
}

package dev.aerospikearrow.client.transport;

import dev.aerospikearrow.protocol.wire.Bytes;
import dev.aerospikearrow.protocol.wire.FrameDescriptor;
import dev.aerospikearrow.protocol.wire.WireBuffer;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketOption;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.channels.spi.AbstractSelectableChannel;
import java.nio.channels.spi.AbstractSelectionKey;
import java.nio.channels.spi.AbstractSelector;
import java.nio.channels.spi.SelectorProvider;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.PriorityQueue;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A machine of one thread on which time passes only while a selector waits, and whose sockets lead
 * to a script. What happens is the same each time, and takes no time.
 */
public class SimulatedMachine extends Machine {
    /** What the other side of all sockets does. */
    @FunctionalInterface
    public interface Script {
        /**
         * Answers a request.
         *
         * @param number which one of the machine this is, from 0 on
         * @param frame the request
         */
        Reply answer(int number, byte[] frame);
    }

    /** What comes back. */
    public record Reply(Duration delay, byte[] bytes, boolean hangsUp) {
        /** Nothing, ever. */
        public static final Reply SILENCE = new Reply(Duration.ZERO, new byte[0], false);

        /** The connection is closed. */
        public static final Reply HANG_UP = new Reply(Duration.ZERO, new byte[0], true);

        /** These bytes, at once. */
        public static Reply of(byte[] bytes) {
            return new Reply(Duration.ZERO, bytes, false);
        }

        /** The same later. */
        public Reply after(Duration pause) {
            return new Reply(delay.plus(pause), bytes, hangsUp);
        }
    }

    private record Event(long timeNanos, long number, Runnable action) {}

    // Clocks of this kind may start anywhere, and may overflow on the way.
    private static final long START_NANOS = Long.MAX_VALUE - 1_000_000;

    private final Script script;
    private final PriorityQueue<Event> events =
            new PriorityQueue<>(
                    Comparator.comparingLong((Event event) -> event.timeNanos - START_NANOS)
                            .thenComparingLong(Event::number));
    private long nowNanos = START_NANOS;
    private long eventCount;
    private int requestCount;
    private InetSocketAddress askedAddress = new InetSocketAddress(0);
    private final Set<SimulatedChannel> channels = new HashSet<>();
    private boolean refusing;
    private @Nullable Error readError;
    private boolean accepting = true;

    public SimulatedMachine(Script script) {
        this.script = script;
    }

    @Override
    public long nanoTime() {
        return nowNanos;
    }

    /** The first of all numbers, always: chance has no part in what happens. */
    @Override
    public long chance(long bound) {
        return 0;
    }

    @Override
    public Selector openSelector() {
        return new SimulatedSelector();
    }

    @Override
    public SocketChannel openChannel() {
        SimulatedChannel channel = new SimulatedChannel();
        channels.add(channel);
        return channel;
    }

    /** From now on, connections are refused. */
    public void refuse() {
        refusing = true;
    }

    /** Whether connections to an address are refused. */
    public boolean refuses(InetSocketAddress address) {
        return false;
    }

    /** From now on, nobody answers to a connection. */
    public void beUnreachable() {
        accepting = false;
    }

    /** The other side closes all connections. */
    public void hangUp() {
        channels.forEach(channel -> channel.hungUp = true);
    }

    /** The other side sends something that nobody asked for, on all connections. */
    public void sendUnasked(byte[] bytes) {
        channels.forEach(channel -> channel.incoming.putBytes(bytes));
    }

    /** The next read meets an error of this machine. */
    public void failNextRead(Error error) {
        readError = error;
    }

    /** How long it has been running. */
    public Duration elapsed() {
        return Duration.ofNanos(nowNanos - START_NANOS);
    }

    /** Lets time pass, and with it what is to happen. */
    public void pass(Duration time) {
        passUntil(nowNanos + time.toNanos());
    }

    /** How many requests have been received. */
    public int requestCount() {
        return requestCount;
    }

    /** Where the request went that the script is answering. */
    public InetSocketAddress askedAddress() {
        return askedAddress;
    }

    /** How many sockets are open. */
    public int openChannels() {
        return channels.size();
    }

    private void later(Duration delay, Runnable action) {
        events.add(new Event(nowNanos + delay.toNanos(), eventCount++, action));
    }

    private void passUntil(long timeNanos) {
        while (happenNext(timeNanos)) {
            // One after the other.
        }
        nowNanos = timeNanos;
    }

    /** Lets the next thing happen, if it does until then. */
    private boolean happenNext(long untilNanos) {
        Event next = events.peek();
        if (next == null || next.timeNanos - untilNanos > 0) {
            return false;
        }
        events.remove();
        nowNanos = next.timeNanos;
        next.action.run();
        return true;
    }

    private final class SimulatedSelector extends AbstractSelector {
        private final Set<SelectionKey> keys = new HashSet<>();
        private final Set<SelectionKey> selected = new HashSet<>();
        private boolean woken;

        SimulatedSelector() {
            super(SelectorProvider.provider());
        }

        @Override
        protected SelectionKey register(
                AbstractSelectableChannel channel, int operations, Object attachment) {
            SimulatedKey key = new SimulatedKey(this, (SimulatedChannel) channel);
            key.interestOps(operations);
            key.attach(attachment);
            keys.add(key);
            return key;
        }

        @Override
        public Set<SelectionKey> keys() {
            return keys;
        }

        @Override
        public Set<SelectionKey> selectedKeys() {
            return selected;
        }

        @Override
        public int selectNow() {
            passUntil(nowNanos);
            for (SelectionKey key : cancelledKeys()) {
                keys.remove(key);
                deregister((AbstractSelectionKey) key);
            }
            cancelledKeys().clear();
            for (SelectionKey key : keys) {
                if (key.readyOps() != 0) {
                    selected.add(key);
                }
            }
            return selected.size();
        }

        @Override
        public int select() {
            return select(0);
        }

        @Override
        public int select(long timeoutMillis) {
            long deadline =
                    timeoutMillis == 0
                            ? nowNanos + Long.MAX_VALUE
                            : nowNanos + timeoutMillis * 1_000_000;
            while (selectNow() == 0 && !woken) {
                if (!happenNext(deadline)) {
                    if (timeoutMillis == 0) {
                        throw new IllegalStateException("Nothing will ever happen any more.");
                    }
                    nowNanos = deadline;
                    break;
                }
            }
            woken = false;
            return selected.size();
        }

        @Override
        public Selector wakeup() {
            woken = true;
            return this;
        }

        @Override
        protected void implCloseSelector() {}
    }

    private static final class SimulatedKey extends AbstractSelectionKey {
        private final Selector selector;
        private final SimulatedChannel channel;
        private int interest;

        SimulatedKey(Selector selector, SimulatedChannel channel) {
            this.selector = selector;
            this.channel = channel;
        }

        @Override
        public SocketChannel channel() {
            return channel;
        }

        @Override
        public Selector selector() {
            return selector;
        }

        @Override
        public int interestOps() {
            return interest;
        }

        @Override
        public SelectionKey interestOps(int operations) {
            interest = operations;
            return this;
        }

        @Override
        public int readyOps() {
            return isValid() ? channel.readyOperations() & interest : 0;
        }
    }

    private final class SimulatedChannel extends SocketChannel {
        private InetSocketAddress remote = new InetSocketAddress(0);
        private boolean answered;
        private boolean refused;
        private boolean connected;
        private boolean hungUp;
        private final WireBuffer outgoing = new WireBuffer();
        private final WireBuffer incoming = new WireBuffer();
        private int readUpTo;

        SimulatedChannel() {
            super(SelectorProvider.provider());
        }

        int readyOperations() {
            if (!connected) {
                return answered ? OP_CONNECT : 0;
            }
            boolean readable = hungUp || readUpTo < incoming.length();
            return OP_WRITE | (readable ? OP_READ : 0);
        }

        private static final int OP_CONNECT = SelectionKey.OP_CONNECT;
        private static final int OP_READ = SelectionKey.OP_READ;
        private static final int OP_WRITE = SelectionKey.OP_WRITE;

        @Override
        public boolean connect(SocketAddress address) {
            remote = (InetSocketAddress) address;
            refused = refusing || refuses(remote);
            answered = accepting;
            return false;
        }

        @Override
        public boolean finishConnect() throws IOException {
            if (refused) {
                throw new ConnectException("Connection refused");
            }
            connected = answered;
            return connected;
        }

        @Override
        public int write(ByteBuffer source) {
            int count = source.remaining();
            byte[] bytes = new byte[count];
            source.get(bytes);
            outgoing.putBytes(bytes);
            takeRequests();
            return count;
        }

        private void takeRequests() {
            int start = 0;
            while (outgoing.length() - start >= FrameDescriptor.HEADER_LENGTH) {
                int end =
                        start
                                + FrameDescriptor.HEADER_LENGTH
                                + (int)
                                        FrameDescriptor.bodyLength(
                                                Bytes.getLong(outgoing.array(), start));
                if (end > outgoing.length()) {
                    break;
                }
                askedAddress = remote;
                Reply reply =
                        script.answer(
                                requestCount++, Arrays.copyOfRange(outgoing.array(), start, end));
                later(
                        reply.delay,
                        () -> {
                            incoming.putBytes(reply.bytes);
                            hungUp |= reply.hangsUp;
                        });
                start = end;
            }
            byte[] rest = Arrays.copyOfRange(outgoing.array(), start, outgoing.length());
            outgoing.clear();
            outgoing.putBytes(rest);
        }

        @Override
        public int read(ByteBuffer target) {
            Error error = readError;
            if (error != null) {
                readError = null;
                throw error;
            }
            int count = Math.min(target.remaining(), incoming.length() - readUpTo);
            target.put(incoming.array(), readUpTo, count);
            readUpTo += count;
            return count == 0 && hungUp ? -1 : count;
        }

        @Override
        protected void implCloseSelectableChannel() {
            channels.remove(this);
        }

        @Override
        protected void implConfigureBlocking(boolean block) {}

        @Override
        public boolean isConnected() {
            return connected;
        }

        @Override
        public boolean isConnectionPending() {
            return !connected;
        }

        @Override
        public SocketAddress getRemoteAddress() {
            return remote;
        }

        @Override
        public <T> SocketChannel setOption(SocketOption<T> name, T value) {
            return this;
        }

        // What a client does not do

        @Override
        public <T> T getOption(SocketOption<T> name) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Set<SocketOption<?>> supportedOptions() {
            throw new UnsupportedOperationException();
        }

        @Override
        public SocketChannel bind(SocketAddress local) {
            throw new UnsupportedOperationException();
        }

        @Override
        public SocketChannel shutdownInput() {
            throw new UnsupportedOperationException();
        }

        @Override
        public SocketChannel shutdownOutput() {
            throw new UnsupportedOperationException();
        }

        @Override
        public Socket socket() {
            throw new UnsupportedOperationException();
        }

        @Override
        public SocketAddress getLocalAddress() {
            throw new UnsupportedOperationException();
        }

        @Override
        public long read(ByteBuffer[] targets, int offset, int length) {
            throw new UnsupportedOperationException();
        }

        @Override
        public long write(ByteBuffer[] sources, int offset, int length) {
            throw new UnsupportedOperationException();
        }
    }
}

package dev.aerospikearrow.protocol.tls;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ByteChannel;
import java.util.Optional;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLEngineResult.Status;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.security.auth.x500.X500Principal;
import org.jspecify.annotations.Nullable;

/**
 * A channel of plain bytes over one that carries them encrypted and does not block. Reads and
 * writes as the channel below would, in the calling thread; what a cipher needs to be whole is kept
 * here meanwhile: {@link #hasUnsent()} and {@link #hasUnread()} say so, because no selector does.
 * Used by one thread at a time.
 */
public final class TlsChannel implements ByteChannel {
    /** Many records are read and written at once when there is much to carry. */
    private static final int RECORDS_PER_TRANSFER = 4;

    /** How many messages an engine can have to say when it ends. */
    private static final int LAST_WORDS = 4;

    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private final ByteChannel channel;
    private final SSLEngine engine;

    /** Encrypted bytes that have come, to be read. */
    private ByteBuffer received;

    /** Encrypted bytes that have to leave, to be read. */
    private ByteBuffer unsent;

    /** Decrypted bytes for which there was no room, to be read. */
    private ByteBuffer unread = NOTHING;

    /** Whether the last read filled the buffer. */
    private boolean muchComes;

    private boolean begun;
    private boolean established;

    /** Whether a record may be complete that nobody had room for. */
    private boolean stopped;

    /** Whether the other side has said that nothing follows, or hung up. */
    private boolean ended;

    /** What is thrown when all that came before it has been read. */
    private @Nullable IOException failure;

    /**
     * A channel that has not begun its handshake.
     *
     * @param channel carries the encrypted bytes
     * @param engine configured, for one side
     */
    public TlsChannel(ByteChannel channel, SSLEngine engine) {
        this.channel = channel;
        this.engine = engine;
        received = ByteBuffer.allocate(recordLength()).limit(0);
        unsent = ByteBuffer.allocate(recordLength()).limit(0);
    }

    private int recordLength() {
        return engine.getSession().getPacketBufferSize();
    }

    /**
     * Goes on with the handshake as far as the channel lets it; returns whether it is complete.
     *
     * @throws EOFException if the other side hangs up
     * @throws SSLException if the two sides do not come together; the other side has been told
     */
    public boolean handshake() throws IOException {
        if (established) {
            return true;
        }
        try {
            if (!begun) {
                begun = true;
                engine.beginHandshake();
            }
            while (true) {
                // What the other side has to read must not keep it from being read.
                boolean flushed = flush();
                switch (engine.getHandshakeStatus()) {
                    case NEED_TASK -> runTasks();
                    case NEED_WRAP -> wrap(NOTHING);
                    case NEED_UNWRAP, NEED_UNWRAP_AGAIN -> {
                        if (!unwrapDuringHandshake()) {
                            return false;
                        }
                    }
                    default -> {
                        established = flushed;
                        stopped = received.hasRemaining();
                        return established;
                    }
                }
            }
        } catch (SSLException e) {
            sayLastWords();
            throw e;
        }
    }

    /** Takes one message of the handshake; false if it has not come completely. */
    private boolean unwrapDuringHandshake() throws IOException {
        while (true) {
            // The last message can be followed by bytes that are no part of the handshake.
            SSLEngineResult result = unwrap(plainBuffer());
            unread.flip();
            switch (result.getStatus()) {
                case OK -> {
                    return true;
                }
                case CLOSED -> throw hungUp();
                case BUFFER_UNDERFLOW -> {
                    int count = receive();
                    if (count < 0) {
                        throw hungUp();
                    }
                    if (count == 0) {
                        return false;
                    }
                }
                default -> throw new SSLException("A message of the handshake is too long.");
            }
        }
    }

    private EOFException hungUp() {
        ended = true;
        return new EOFException("the connection was closed during the TLS handshake");
    }

    /** Where decrypted bytes are put for which the reader has no room; nothing is in it now. */
    private ByteBuffer plainBuffer() {
        int length = engine.getSession().getApplicationBufferSize();
        if (unread.capacity() < length) {
            unread = ByteBuffer.allocate(length);
        }
        return unread.clear();
    }

    private void runTasks() {
        for (Runnable task = engine.getDelegatedTask();
                task != null;
                task = engine.getDelegatedTask()) {
            task.run();
        }
    }

    private SSLEngineResult unwrap(ByteBuffer target) throws SSLException {
        SSLEngineResult result = engine.unwrap(received, target);
        if (result.getHandshakeStatus() == HandshakeStatus.NEED_TASK) {
            runTasks();
        }
        return result;
    }

    /** Reads from the channel below; returns how many bytes came, -1 at its end. */
    private int receive() throws IOException {
        int largest = RECORDS_PER_TRANSFER * recordLength();
        if (muchComes && received.capacity() < largest) {
            received = ByteBuffer.allocate(largest).put(received);
        } else {
            received.compact();
        }
        try {
            int count = channel.read(received);
            muchComes = !received.hasRemaining();
            return count;
        } finally {
            received.flip();
        }
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
        int start = target.position();
        stopped = false;
        if (failure == null) {
            try {
                fill(target);
            } catch (SSLException e) {
                sayLastWords();
                failure = e;
            } catch (IOException e) {
                failure = e;
            }
        }
        int count = target.position() - start;
        if (count == 0 && failure != null) {
            throw failure;
        }
        return count == 0 && ended ? -1 : count;
    }

    private void fill(ByteBuffer target) throws IOException {
        takeUnread(target);
        while (!ended) {
            if (!target.hasRemaining()) {
                stopped = received.hasRemaining();
                return;
            }
            SSLEngineResult result = unwrap(target);
            if (result.getStatus() == Status.BUFFER_OVERFLOW) {
                // There may be no room for the longest record; this one need not be complete.
                result = unwrap(plainBuffer());
                unread.flip();
                takeUnread(target);
            }
            switch (result.getStatus()) {
                case OK -> answerTo(result);
                case CLOSED -> ended = true;
                case BUFFER_OVERFLOW ->
                        throw new SSLException("A record is longer than the engine expects.");
                default -> {
                    int count = receive();
                    ended = count < 0;
                    if (count == 0) {
                        return;
                    }
                }
            }
        }
    }

    private void takeUnread(ByteBuffer target) {
        int count = Math.min(unread.remaining(), target.remaining());
        if (count > 0) {
            target.put(target.position(), unread, unread.position(), count);
            target.position(target.position() + count);
            unread.position(unread.position() + count);
        }
    }

    /** The other side may want an answer in between: other keys, for instance. */
    private void answerTo(SSLEngineResult result) throws IOException {
        if (result.getHandshakeStatus() == HandshakeStatus.NEED_WRAP) {
            wrap(NOTHING);
            send();
        }
    }

    /** Whether the handshake is complete. */
    public boolean isEstablished() {
        return established;
    }

    /** Whom the other side's certificate is for; empty if it has shown none. */
    public Optional<X500Principal> peer() {
        try {
            return engine.getSession().getPeerPrincipal() instanceof X500Principal subject
                    ? Optional.of(subject)
                    : Optional.empty();
        } catch (SSLPeerUnverifiedException e) {
            return Optional.empty();
        }
    }

    /**
     * Whether {@link #read} has something to tell although nothing may come any more: bytes, or the
     * end.
     */
    public boolean hasUnread() {
        return stopped || unread.hasRemaining() || failure != null || ended;
    }

    /**
     * Encrypts as much as the channel below takes, and a little more; returns how many bytes were
     * taken from {@code source}.
     */
    @Override
    public int write(ByteBuffer source) throws IOException {
        int start = source.position();
        while (flush() && source.hasRemaining()) {
            int wanted =
                    source.remaining() > recordLength()
                            ? RECORDS_PER_TRANSFER * recordLength()
                            : recordLength();
            if (unsent.capacity() < wanted) {
                unsent = ByteBuffer.allocate(wanted).limit(0);
            }
            do {
                wrap(source);
            } while (source.hasRemaining() && unsent.capacity() - unsent.limit() >= recordLength());
        }
        return source.position() - start;
    }

    /** Appends a record to what is to be sent. */
    private void wrap(ByteBuffer source) throws SSLException {
        while (true) {
            int limit = unsent.limit();
            ByteBuffer free = unsent.duplicate().limit(unsent.capacity()).position(limit);
            SSLEngineResult result = engine.wrap(source, free);
            unsent.limit(limit + result.bytesProduced());
            switch (result.getStatus()) {
                case OK -> {
                    if (result.bytesProduced() == 0
                            && result.bytesConsumed() == 0
                            && source.hasRemaining()) {
                        throw new SSLException("The other side wants another handshake.");
                    }
                    return;
                }
                case BUFFER_OVERFLOW -> {
                    int length = unsent.remaining() + recordLength();
                    unsent = ByteBuffer.allocate(length).put(unsent).flip();
                }
                default -> {
                    if (source.hasRemaining()) {
                        throw new SSLException("The TLS connection is closed.");
                    }
                    return;
                }
            }
        }
    }

    /** Whether encrypted bytes wait until the channel below takes them. */
    public boolean hasUnsent() {
        return unsent.hasRemaining();
    }

    /**
     * Sends what waits; returns whether nothing does any more.
     *
     * @throws SSLException if the channel is broken, and the other side has said why
     */
    public boolean flush() throws IOException {
        try {
            return send();
        } catch (IOException e) {
            throw reasonOf(e);
        }
    }

    private boolean send() throws IOException {
        if (unsent.hasRemaining()) {
            channel.write(unsent);
            if (!unsent.hasRemaining()) {
                unsent.clear().limit(0);
            }
        }
        return !unsent.hasRemaining();
    }

    /** Who hangs up has often said why: an alert that has not been read. */
    private IOException reasonOf(IOException broken) {
        unsent.clear().limit(0);
        try {
            ByteBuffer scrap = ByteBuffer.allocate(engine.getSession().getApplicationBufferSize());
            while (true) {
                SSLEngineResult result = engine.unwrap(received, scrap.clear());
                boolean more =
                        result.getStatus() == Status.BUFFER_UNDERFLOW
                                ? receive() > 0
                                : result.bytesConsumed() > 0;
                if (!more) {
                    return broken;
                }
            }
        } catch (SSLException e) {
            e.addSuppressed(broken);
            return e;
        } catch (IOException e) {
            return broken;
        }
    }

    /** Lets the engine say what ends the connection, as far as that goes without waiting. */
    private void sayLastWords() {
        try {
            engine.closeOutbound();
            for (int i = 0; i < LAST_WORDS && !engine.isOutboundDone() && send(); i++) {
                wrap(NOTHING);
            }
            send();
        } catch (IOException e) {
            // It would only have been polite.
        }
    }

    @Override
    public boolean isOpen() {
        return channel.isOpen();
    }

    /** Tells the other side, if that goes without waiting, and closes the channel below. */
    @Override
    public void close() throws IOException {
        if (channel.isOpen() && begun) {
            sayLastWords();
        }
        channel.close();
    }
}

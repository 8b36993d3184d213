package dev.aerospikearrow.client.transport;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The machine that a client runs on: what time it is there, its sockets, and its chance. Everything
 * below a client takes them from here, so that a simulation can give it other ones. Thread-safe.
 *
 * <p>A class and not an interface: as long as nothing extends it, its methods cost what those of
 * the JDK cost.
 */
public class Machine {
    /** This one. */
    public static final Machine THIS = new Machine();

    /** For machines that differ from this one. */
    protected Machine() {}

    /** A time to compare with others, as {@link System#nanoTime} is. */
    public long nanoTime() {
        return System.nanoTime();
    }

    /** A number from 0 on and below {@code bound}, by chance. */
    public long chance(long bound) {
        return ThreadLocalRandom.current().nextLong(bound);
    }

    /** A selector for channels of this machine; it passes the time until one is ready. */
    public Selector openSelector() throws IOException {
        return Selector.open();
    }

    /** The addresses of a host; for a name that may take as long as the system likes. */
    public InetAddress[] addresses(String host) throws UnknownHostException {
        return InetAddress.getAllByName(host);
    }

    /** A channel that is not connected yet. */
    public SocketChannel openChannel() throws IOException {
        return SocketChannel.open();
    }
}

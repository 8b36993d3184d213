package dev.aerospikearrow.client.cluster;

import dev.aerospikearrow.client.transport.Machine;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;

/**
 * A lookup of the addresses of hosts within a time. The system's own look-up of a name can take
 * minutes and cannot be ended, so it has threads of its own, few of them. Thread-safe.
 */
final class HostLookup {
    private static final int MAX_THREADS = 8;
    private static final Pattern ADDRESS = Pattern.compile("[0-9.]+|.*:.*");

    private final Machine machine;
    private final Map<String, FutureTask<InetAddress[]>> pending = new ConcurrentHashMap<>();
    private final ThreadPoolExecutor threads =
            new ThreadPoolExecutor(
                    MAX_THREADS,
                    MAX_THREADS,
                    1,
                    TimeUnit.SECONDS,
                    new LinkedBlockingQueue<>(),
                    work -> {
                        Thread thread = new Thread(work, "aerospike-host-lookup");
                        thread.setDaemon(true);
                        return thread;
                    });

    HostLookup(Machine machine) {
        this.machine = machine;
        threads.allowCoreThreadTimeOut(true);
    }

    /** Begins to look a name up, if that takes any time and is not under way. */
    void begin(String host) {
        if (!ADDRESS.matcher(host).matches()) {
            pending.computeIfAbsent(
                    host,
                    absent -> {
                        FutureTask<InetAddress[]> lookup =
                                new FutureTask<>(() -> machine.addresses(host));
                        threads.execute(lookup);
                        return lookup;
                    });
        }
    }

    /**
     * The addresses of a host.
     *
     * @param waitNanos how long to wait for them
     * @throws UnknownHostException if there are none, or not in time; a look-up that has begun goes
     *     on, and a later call takes its result
     */
    InetAddress[] addresses(String host, long waitNanos) throws UnknownHostException {
        begin(host);
        FutureTask<InetAddress[]> lookup = pending.get(host);
        if (lookup == null) {
            return machine.addresses(host);
        }
        try {
            InetAddress[] addresses = lookup.get(Math.max(0, waitNanos), TimeUnit.NANOSECONDS);
            pending.remove(host, lookup);
            return addresses;
        } catch (TimeoutException e) {
            if (threads.remove(lookup)) {
                pending.remove(host, lookup); // It waited for a thread, and nobody waits for it.
            }
            throw new UnknownHostException("the host name was not found in time");
        } catch (ExecutionException e) {
            pending.remove(host, lookup);
            throw new UnknownHostException("the host name is unknown");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UnknownHostException("the thread was interrupted while looking it up");
        }
    }

    /** Ends the threads as soon as what they do lets them. */
    void close() {
        threads.shutdownNow();
    }
}

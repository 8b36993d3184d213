package dev.aerospikearrow.benchmarks.stall;

import com.aerospike.client.Record;
import dev.aerospikearrow.benchmarks.text.TextTable;
import dev.aerospikearrow.client.AerospikeClient;
import dev.aerospikearrow.client.BatchPolicy;
import dev.aerospikearrow.client.BatchRow;
import dev.aerospikearrow.data.Key;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * How long batches of 100 keys take before something is done to a node, and from then on: hedged,
 * without and with waiting, not hedged, and by the official client, each in a thread of its own.
 */
final class HedgeStall {
    private static final int KEYS = 100;
    private static final int PAUSE_MILLIS = 2;
    private static final double NANOS_PER_MILLI = 1e6;

    private final Supplier<Key> someKey;
    private final List<Batches> all = new ArrayList<>();
    private final Duration hedge;

    /**
     * @param someKey a key of a record that is there, each time another one
     */
    HedgeStall(
            AerospikeClient ours,
            com.aerospike.client.AerospikeClient official,
            Duration hedge,
            Supplier<Key> someKey) {
        this.someKey = someKey;
        this.hedge = hedge;
        AerospikeClient hedged = ours.with(BatchPolicy.builder().hedgeAfter(hedge).build());
        all.add(new Batches("hedged", () -> found(hedged.batchRead(keys()))));
        all.add(new Batches("hedged, async", () -> found(hedged.async().batchRead(keys()).get())));
        all.add(new Batches("not hedged", () -> found(ours.batchRead(keys()))));
        all.add(new Batches("official", () -> found(official.get(null, officialKeys()))));
    }

    private List<Key> keys() {
        return IntStream.range(0, KEYS).mapToObj(i -> someKey.get()).toList();
    }

    private com.aerospike.client.Key[] officialKeys() {
        return keys().stream()
                .map(
                        key ->
                                new com.aerospike.client.Key(
                                        key.namespace(), key.digest(), key.setName(), null))
                .toArray(com.aerospike.client.Key[]::new);
    }

    private static int found(List<BatchRow> rows) {
        return (int) rows.stream().filter(row -> row.record().isPresent()).count();
    }

    private static int found(Record[] records) {
        return (int) Arrays.stream(records).filter(record -> record != null).count();
    }

    /** Measures before, starts the command, and measures from then on. */
    void run(Runnable command, long warmUpSeconds, long beforeSeconds, long afterSeconds)
            throws InterruptedException {
        runFor(warmUpSeconds);
        all.forEach(Batches::forget);
        runFor(beforeSeconds);
        all.forEach(Batches::keepAsBefore);
        Thread doing = new Thread(command);
        doing.start();
        runFor(afterSeconds);
        doing.join();
    }

    private void runFor(long seconds) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        List<Thread> threads =
                all.stream().map(batches -> new Thread(() -> batches.callUntil(end))).toList();
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }
    }

    @Override
    public String toString() {
        TextTable table =
                new TextTable(
                        1,
                        "batch of " + KEYS + " keys",
                        "p50 before ms",
                        "p99 before ms",
                        "p99 after ms",
                        "longest ms",
                        "hedge + 2 x p50 ms",
                        "calls",
                        "failed");
        all.forEach(batches -> table.row(batches.cells(hedge)));
        return table.toString();
    }

    /** Batches one after the other, with a pause after each. */
    private static final class Batches {
        private final String name;
        private final Callable<Integer> call;
        private List<Long> before = List.of();
        private List<Long> nanos = new ArrayList<>();
        private int failed;

        Batches(String name, Callable<Integer> call) {
            this.name = name;
            this.call = call;
        }

        void callUntil(long endNanos) {
            while (System.nanoTime() - endNanos < 0) {
                long start = System.nanoTime();
                try {
                    int found = call.call();
                    if (found != KEYS) {
                        throw new IllegalStateException(found + " records, not " + KEYS);
                    }
                } catch (Exception e) {
                    failed++;
                }
                nanos.add(System.nanoTime() - start);
                try {
                    TimeUnit.MILLISECONDS.sleep(
                            ThreadLocalRandom.current().nextInt(PAUSE_MILLIS + 1));
                } catch (InterruptedException e) {
                    return;
                }
            }
        }

        void forget() {
            nanos = new ArrayList<>();
            failed = 0;
        }

        void keepAsBefore() {
            Collections.sort(nanos);
            before = nanos;
            forget();
        }

        private static double millis(List<Long> sorted, double share) {
            int index = (int) Math.ceil(share * sorted.size()) - 1;
            return sorted.get(Math.max(0, index)) / NANOS_PER_MILLI;
        }

        String[] cells(Duration hedge) {
            List<Long> after = new ArrayList<>(nanos);
            Collections.sort(after);
            double limit = hedge.toNanos() / NANOS_PER_MILLI + 2 * millis(before, 0.5);
            return new String[] {
                name,
                text(millis(before, 0.5)),
                text(millis(before, 0.99)),
                text(millis(after, 0.99)),
                text(millis(after, 1)),
                text(limit),
                String.valueOf(after.size()),
                String.valueOf(failed)
            };
        }

        private static String text(double millis) {
            return String.format(Locale.ROOT, "%.2f", millis);
        }
    }
}

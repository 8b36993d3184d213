package dev.aerospikearrow.benchmarks.stall;

import com.aerospike.client.policy.ClientPolicy;
import com.aerospike.client.query.RecordSet;
import com.aerospike.client.query.Statement;
import dev.aerospikearrow.benchmarks.text.TextTable;
import dev.aerospikearrow.client.AerospikeClient;
import dev.aerospikearrow.client.BatchWrite;
import dev.aerospikearrow.client.Bin;
import dev.aerospikearrow.client.Host;
import dev.aerospikearrow.client.KeyRecord;
import dev.aerospikearrow.client.RecordStream;
import dev.aerospikearrow.data.Key;
import dev.aerospikearrow.data.SetName;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/**
 * The program that runs each kind of call in a thread of its own, with this client and the official
 * one in the same process and at default settings, while a shell command does something to a node;
 * prints the longest time that a call took, and how many failed.
 */
public final class StallMain {
    private static final String NAMESPACE = "test";
    private static final String SET = "stall";
    private static final int RECORDS = 20_000;
    private static final int BATCH = 1_000;
    private static final long WARM_UP_SECONDS = 3;
    private static final long LEAD_SECONDS = 1;
    private static final long BEFORE_SECONDS = 5;

    private StallMain() {}

    /**
     * Measures.
     *
     * @param arguments seeds, for how many seconds, and the shell command; then, to see what
     *     hedging does to batches instead, after how many milliseconds they are hedged
     */
    public static void main(String[] arguments) throws Exception {
        if (arguments.length != 3 && arguments.length != 4) {
            System.err.println("Arguments: HOST:PORT,... SECONDS COMMAND [HEDGE_MILLIS]");
            System.exit(2);
        }
        List<Caller> callers;
        try (AerospikeClient ours = AerospikeClient.connect(arguments[0]);
                com.aerospike.client.AerospikeClient official =
                        new com.aerospike.client.AerospikeClient(
                                new ClientPolicy(),
                                Host.parseList(arguments[0]).stream()
                                        .map(
                                                host ->
                                                        new com.aerospike.client.Host(
                                                                host.name(), host.port()))
                                        .toArray(com.aerospike.client.Host[]::new))) {
            fill(ours);
            if (arguments.length == 4) {
                HedgeStall batches =
                        new HedgeStall(
                                ours,
                                official,
                                Duration.ofMillis(Long.parseLong(arguments[3])),
                                () -> Key.of(NAMESPACE, SET, someKey()));
                batches.run(
                        () -> execute(arguments[2], 0),
                        WARM_UP_SECONDS,
                        BEFORE_SECONDS,
                        Long.parseLong(arguments[1]));
                System.out.println(batches);
                return;
            }
            run(callers(ours, official), WARM_UP_SECONDS);
            callers = callers(ours, official);
            Thread command = new Thread(() -> execute(arguments[2], LEAD_SECONDS));
            command.start();
            run(callers, LEAD_SECONDS + Long.parseLong(arguments[1]));
            command.join();
        }
        TextTable table = new TextTable(1, "call", "longest s", "calls", "failed");
        callers.forEach(caller -> table.row(caller.cells()));
        System.out.println(table);
        callers.forEach(Caller::printFailure);
    }

    private static void execute(String command, long delaySeconds) {
        try {
            TimeUnit.SECONDS.sleep(delaySeconds);
            new ProcessBuilder("sh", "-c", command).inheritIO().start().waitFor();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void fill(AerospikeClient client) {
        List<BatchWrite> writes = new ArrayList<>();
        for (int i = 0; i < RECORDS; i++) {
            writes.add(BatchWrite.put(Key.of(NAMESPACE, SET, i), Bin.of("i", i)));
            if (writes.size() == BATCH) {
                client.batchWrite(writes);
                writes.clear();
            }
        }
    }

    private static int someKey() {
        return ThreadLocalRandom.current().nextInt(RECORDS);
    }

    private static List<Caller> callers(
            AerospikeClient ours, com.aerospike.client.AerospikeClient official) {
        List<Key> keys =
                IntStream.range(0, BATCH).mapToObj(i -> Key.of(NAMESPACE, SET, i)).toList();
        com.aerospike.client.Key[] officialKeys =
                IntStream.range(0, BATCH)
                        .mapToObj(i -> new com.aerospike.client.Key(NAMESPACE, SET, i))
                        .toArray(com.aerospike.client.Key[]::new);
        Statement everything = new Statement();
        everything.setNamespace(NAMESPACE);
        everything.setSetName(SET);
        return List.of(
                new Caller(
                        "get",
                        1,
                        () -> ours.get(Key.of(NAMESPACE, SET, someKey())).isPresent() ? 1 : 0),
                new Caller(
                        "get, official",
                        1,
                        () -> official.get(null, officialKeys[someKey() % BATCH]) == null ? 0 : 1),
                new Caller(
                        "batch read",
                        BATCH,
                        () ->
                                (int)
                                        ours.batchRead(keys).stream()
                                                .filter(row -> row.record().isPresent())
                                                .count()),
                new Caller(
                        "batch read, official",
                        BATCH,
                        () ->
                                (int)
                                        Arrays.stream(official.get(null, officialKeys))
                                                .filter(Objects::nonNull)
                                                .count()),
                new Caller("scan", RECORDS, () -> scan(ours)),
                new Caller(
                        "scan, official",
                        RECORDS,
                        () -> {
                            int count = 0;
                            try (RecordSet records = official.query(null, everything)) {
                                while (records.next()) {
                                    count++;
                                }
                            }
                            return count;
                        }),
                new Caller(
                        "put",
                        1,
                        () ->
                                ours.put(Key.of(NAMESPACE, SET + "put", someKey()), Bin.of("i", 1))
                                                == null
                                        ? 0
                                        : 1),
                new Caller(
                        "put, official",
                        1,
                        () -> {
                            official.put(
                                    null,
                                    new com.aerospike.client.Key(NAMESPACE, SET + "put", someKey()),
                                    new com.aerospike.client.Bin("i", 1));
                            return 1;
                        }));
    }

    private static int scan(AerospikeClient client) {
        int count = 0;
        try (RecordStream records = client.scan(SetName.of(NAMESPACE, SET))) {
            for (KeyRecord record : records) {
                count += record.record().bins().size();
            }
        }
        return count;
    }

    private static void run(List<Caller> callers, long seconds) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        List<Thread> threads =
                callers.stream().map(caller -> new Thread(() -> caller.callUntil(end))).toList();
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }
    }

    /** Makes one call after the other, and checks that each has found all records. */
    private static final class Caller {
        private final String name;
        private final int expected;
        private final Callable<Integer> call;
        private long longestNanos;
        private int calls;
        private int failed;
        private String failure = "";

        Caller(String name, int expected, Callable<Integer> call) {
            this.name = name;
            this.expected = expected;
            this.call = call;
        }

        void callUntil(long endNanos) {
            while (System.nanoTime() - endNanos < 0) {
                long start = System.nanoTime();
                try {
                    int found = call.call();
                    if (found != expected) {
                        throw new IllegalStateException(found + " records, not " + expected);
                    }
                    longestNanos = Math.max(longestNanos, System.nanoTime() - start);
                    TimeUnit.MILLISECONDS.sleep(2);
                } catch (Exception e) {
                    longestNanos = Math.max(longestNanos, System.nanoTime() - start);
                    failed++;
                    failure = String.valueOf(e.getMessage());
                }
                calls++;
            }
        }

        String[] cells() {
            return new String[] {
                name,
                String.format(Locale.ROOT, "%.2f", longestNanos / 1e9),
                String.valueOf(calls),
                String.valueOf(failed)
            };
        }

        void printFailure() {
            if (failed > 0) {
                System.out.println(name + ": " + failure.lines().findFirst().orElse(""));
            }
        }
    }
}

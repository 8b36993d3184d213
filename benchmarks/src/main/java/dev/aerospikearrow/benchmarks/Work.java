package dev.aerospikearrow.benchmarks;

import dev.aerospikearrow.benchmarks.SampleTable.Shape;
import java.util.Locale;

/** Something that clients are compared in. */
public sealed interface Work {
    /** What the records look like. */
    Shape shape();

    /** For tables. */
    String title();

    /**
     * One batch read of records whose user keys are neighbours, so that their digests are not. Keys
     * are made anew each time.
     *
     * @param shape what the records look like
     * @param keys how many records are read at once
     */
    record BatchRead(Shape shape, int keys) implements Work {
        @Override
        public String title() {
            String unit = keys == 1 ? "key" : "keys";
            return String.format(Locale.ROOT, "batch read, %,d %s, %s", keys, unit, shape.title());
        }
    }

    /** One record, and the next when it is there. */
    record Get(Shape shape) implements Work {
        @Override
        public String title() {
            return "get, one at a time, " + shape.title();
        }
    }

    /**
     * Single records, without waiting for one before asking for the next.
     *
     * @param shape what the records look like
     * @param inFlight how many are under way at any time
     */
    record AsyncGets(Shape shape, int inFlight) implements Work {
        /** How many gets one call makes. */
        public static final int GETS_PER_CALL = 10_000;

        @Override
        public String title() {
            return "async get, " + inFlight + " in flight, " + shape.title();
        }
    }

    /**
     * Keys that come one by one and need not fit into memory, in any number of steps; they are made
     * anew each time.
     *
     * @param shape what the records look like
     * @param keys how many there are; the table's keys from the first on, over and over
     */
    record KeyStream(Shape shape, int keys) implements Work {
        /** How many keys a client without streams reads at once. */
        static final int KEYS_PER_STEP = 10_000;

        @Override
        public String title() {
            return String.format(Locale.ROOT, "key stream, %,d keys, %s", keys, shape.title());
        }
    }

    /**
     * Rows of Arrow vectors, written as they are already.
     *
     * @param shape what the records look like
     * @param rows how many are written at once
     */
    record ColumnWrite(Shape shape, int rows) implements Work {
        @Override
        public String title() {
            return String.format(Locale.ROOT, "batch write, %,d rows, %s", rows, shape.title());
        }
    }

    /** All records of a set. */
    record Scan(Shape shape) implements Work {
        @Override
        public String title() {
            return String.format(
                    Locale.ROOT, "scan, %,d records, %s", shape.storedRows(), shape.title());
        }
    }
}

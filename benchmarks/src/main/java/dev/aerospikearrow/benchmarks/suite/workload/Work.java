package dev.aerospikearrow.benchmarks.suite.workload;

import dev.aerospikearrow.benchmarks.rounds.Extent;
import dev.aerospikearrow.benchmarks.suite.data.Dataset;

/** The work of one client in a round: calls, each for some rows of its dataset. */
public sealed interface Work {
    /** The records of this client. */
    Dataset data();

    /** How many calls a round makes, or for how long. */
    Extent extent();

    /**
     * How many calls are under way at any time: what an asynchronous client starts without waiting,
     * what a synchronous one does in as many threads.
     */
    int inFlight();

    /** How many rows a call is for, at most. */
    int mostRows();

    /** How many rows the call with that index is for. */
    default int rows(long index) {
        return mostRows();
    }

    /**
     * The first row of the call with that index: calls that follow one another touch other records,
     * as far as there are others.
     */
    default int firstRow(long index) {
        return (int) (index % slots()) * mostRows();
    }

    /** After how many calls the rows repeat. */
    default int slots() {
        return Math.max(1, data().rows() / mostRows());
    }

    /** How many records a round reads or writes, at most. */
    default long operations() {
        return (long) extent().mostCalls() * mostRows();
    }

    /** Single records. */
    record Singles(Verb verb, Dataset data, Extent extent, int inFlight) implements Work {
        @Override
        public int mostRows() {
            return 1;
        }
    }

    /**
     * Gets and puts of single records, in an order that looks random.
     *
     * @param readPercent how many of a hundred operations are gets
     */
    record Mixed(Dataset data, Extent extent, int readPercent, int inFlight) implements Work {
        @Override
        public int mostRows() {
            return 1;
        }

        /** Whether a row is read. */
        public boolean isRead(int row) {
            // 61 has no factor in common with 100: each share is exact, and spread.
            return row * 61L % 100 < readPercent;
        }
    }

    /**
     * Batch reads.
     *
     * @param leastKeys how many keys a batch has at least
     * @param mostKeys how many keys a batch has at most
     * @param stage what is done with each result
     */
    record BatchRead(
            Dataset data, int leastKeys, int mostKeys, Extent extent, int inFlight, Stage stage)
            implements Work {
        /** Batches of one size. */
        public static BatchRead ofKeys(
                Dataset data, int keys, Extent extent, int inFlight, Stage stage) {
            return new BatchRead(data, keys, keys, extent, inFlight, stage);
        }

        @Override
        public int mostRows() {
            return mostKeys;
        }

        @Override
        public int rows(long index) {
            // The same rows are always a batch of the same size; 61 is a prime: all sizes come.
            return leastKeys + (int) (index % slots() * 61 % (mostKeys - leastKeys + 1));
        }
    }

    /**
     * Batch writes of all bins.
     *
     * @param mostRows how many records each batch has
     */
    record BatchWrite(Dataset data, int mostRows, Extent extent, int inFlight) implements Work {}

    /** All records of a set, without an index: what aerospike-py's benchmark calls a query. */
    record Query(Dataset data, Extent extent) implements Work {
        @Override
        public int inFlight() {
            return 1;
        }

        @Override
        public int mostRows() {
            return data.rows();
        }
    }

    /**
     * Keys that come one by one and need not fit into memory, in any number of steps.
     *
     * @param mostRows how many there are; the rows of the dataset, over and over
     */
    record KeyStream(Dataset data, int mostRows, Extent extent) implements Work {
        /** How many keys a client without streams reads at once. */
        public static final int KEYS_PER_STEP = 10_000;

        @Override
        public int inFlight() {
            return 1;
        }

        /** The row of a key. */
        public int row(long index) {
            return (int) (index % data.rows());
        }
    }
}

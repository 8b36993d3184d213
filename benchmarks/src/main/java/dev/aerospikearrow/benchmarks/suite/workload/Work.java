package dev.aerospikearrow.benchmarks.suite.workload;

import dev.aerospikearrow.benchmarks.suite.data.Dataset;

/** What one client does in a round. Synchronous clients do one call after the other. */
public sealed interface Work {
    /** The records of this client. */
    Dataset data();

    /** How many records a round reads or writes. */
    int operations();

    /** How many calls a round makes at most. */
    int calls();

    /**
     * Single records.
     *
     * @param inFlight how many operations an asynchronous client has under way
     */
    record Singles(Verb verb, Dataset data, int operations, int inFlight) implements Work {
        @Override
        public int calls() {
            return operations;
        }
    }

    /**
     * Gets and puts of single records, in an order that looks random.
     *
     * @param readPercent how many of a hundred operations are gets
     * @param inFlight how many operations an asynchronous client has under way
     */
    record Mixed(Dataset data, int operations, int readPercent, int inFlight) implements Work {
        @Override
        public int calls() {
            return operations;
        }

        /** Whether the operation with that index is a get. */
        public boolean isRead(int index) {
            // 61 has no factor in common with 100: each share is exact, and spread.
            return index * 61L % 100 < readPercent;
        }
    }

    /**
     * Batch reads; an asynchronous client has all batches of a round under way.
     *
     * @param form as maps or as columns
     * @param keysPerBatch how many keys each batch has
     * @param batches how many batches a round has
     * @param stage what is done with each result
     */
    record BatchRead(Dataset data, Form form, int keysPerBatch, int batches, Stage stage)
            implements Work {
        @Override
        public int operations() {
            return keysPerBatch * batches;
        }

        @Override
        public int calls() {
            return batches;
        }
    }

    /**
     * Batch writes of all bins; an asynchronous client has all batches of a round under way.
     *
     * @param form from maps or from columns
     * @param keysPerBatch how many records each batch has
     * @param batches how many batches a round has
     */
    record BatchWrite(Dataset data, Form form, int keysPerBatch, int batches) implements Work {
        @Override
        public int operations() {
            return keysPerBatch * batches;
        }

        @Override
        public int calls() {
            return batches;
        }
    }

    /** All records of a set, without an index: what aerospike-py's benchmark calls a query. */
    record Query(Dataset data) implements Work {
        @Override
        public int operations() {
            return data.rows();
        }

        @Override
        public int calls() {
            return 1;
        }
    }
}

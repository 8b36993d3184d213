package dev.aerospikearrow.benchmarks.suite.result;

import dev.aerospikearrow.benchmarks.suite.client.ClientId;
import java.util.OptionalLong;

/**
 * The memory that a client occupies which does nothing but batch reads, in a process of its own.
 *
 * @param client which one
 * @param title what is read, for tables
 * @param keysPerBatch how many records a result has
 * @param allocatedBytes what one batch read puts on the heap, garbage included
 * @param heldBytes what one result keeps on the heap, after a collection
 * @param peakHeapBytes the most heap that was in use
 * @param directBytes the most direct memory that results held
 * @param residentBytes the most memory that the process had, the runtime itself included
 * @param note why there is nothing; empty if there is
 */
public record MemoryUse(
        ClientId client,
        String title,
        int keysPerBatch,
        OptionalLong allocatedBytes,
        OptionalLong heldBytes,
        OptionalLong peakHeapBytes,
        OptionalLong directBytes,
        OptionalLong residentBytes,
        String note) {}

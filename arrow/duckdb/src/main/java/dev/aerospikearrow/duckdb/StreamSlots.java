package dev.aerospikearrow.duckdb;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;
import org.apache.arrow.c.ArrowArrayStream;
import org.apache.arrow.memory.util.MemoryUtil;
import org.duckdb.DuckDBConnection;

/**
 * Memory for the C structs of streams that a connection knows.
 *
 * <p>A view on a stream has the address of the struct in its plan, and so has every statement that
 * was prepared with it. DuckDB looks there whether the stream is still to be had, also after the
 * view is gone. So the 40 bytes stay as long as the connection can be reached, whatever is closed
 * first: what is asked too late fails, and does not read freed memory.
 */
final class StreamSlots {
    /** Five pointers: three functions, the release callback, and what is the exporter's. */
    private static final int STRUCT_BYTES = 5 * Long.BYTES;

    private static final Map<DuckDBConnection, List<ByteBuffer>> SLOTS = new WeakHashMap<>();

    private StreamSlots() {}

    /** A struct of zeros, which means that it is released. */
    static ArrowArrayStream allocate(DuckDBConnection connection) {
        NativeAccess.require();
        ByteBuffer memory = ByteBuffer.allocateDirect(STRUCT_BYTES);
        synchronized (SLOTS) {
            SLOTS.computeIfAbsent(connection, unused -> new ArrayList<>()).add(memory);
        }
        return ArrowArrayStream.wrap(MemoryUtil.getByteBufferAddress(memory));
    }
}

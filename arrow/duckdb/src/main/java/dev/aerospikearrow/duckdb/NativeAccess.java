package dev.aerospikearrow.duckdb;

import org.apache.arrow.memory.util.MemoryUtil;

/** The access that Arrow's C data interface needs from the JVM. */
final class NativeAccess {
    private NativeAccess() {}

    /**
     * @throws IllegalStateException if the JVM was started without; says with which flag
     */
    static void require() {
        try {
            MemoryUtil.directBuffer(0, 0);
        } catch (UnsupportedOperationException e) {
            throw new IllegalStateException(
                    "DuckDB and Arrow exchange columns through memory of java.nio: start java with"
                            + " --add-opens=java.base/java.nio=ALL-UNNAMED.",
                    e);
        }
    }
}

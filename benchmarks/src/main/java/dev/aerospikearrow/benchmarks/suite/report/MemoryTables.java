package dev.aerospikearrow.benchmarks.suite.report;

import dev.aerospikearrow.benchmarks.suite.result.MemoryUse;
import dev.aerospikearrow.benchmarks.text.TextTable;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;

/** What results occupy, as a table. */
final class MemoryTables {
    private MemoryTables() {}

    static TextTable table(List<MemoryUse> uses) {
        TextTable table =
                new TextTable(
                        2,
                        "what is read",
                        "client",
                        "heap allocated",
                        "heap held by the result",
                        "heap peak",
                        "direct memory peak",
                        "resident peak");
        for (MemoryUse use : uses) {
            table.row(
                    use.title(),
                    use.client().title(),
                    megabytes(use.allocatedBytes()),
                    megabytes(use.heldBytes()),
                    megabytes(use.peakHeapBytes()),
                    megabytes(use.directBytes()),
                    megabytes(use.residentBytes()));
        }
        return table;
    }

    private static String megabytes(OptionalLong bytes) {
        if (bytes.isEmpty()) {
            return Numbers.NONE;
        }
        double megabytes = bytes.getAsLong() / 1e6;
        return String.format(Locale.ROOT, megabytes < 10 ? "%.3f MB" : "%.1f MB", megabytes);
    }
}

package dev.aerospikearrow.benchmarks.suite.data;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * The bins of a record.
 *
 * @param title for tables
 * @param columns the bins, in the order in which they are asked for
 * @param distinctRows after how many rows the values repeat, so that all of them fit into memory
 */
public record RecordLayout(String title, List<BinColumn> columns, int distinctRows) {
    private static final int DISTINCT_ROWS = 5_000;
    private static final int DISTINCT_BYTES = 4 << 20;

    /** Two texts, an integer, a number, bytes, a flag, a list and a map. */
    public static RecordLayout profile() {
        return new RecordLayout(
                "8 bins of a profile",
                List.of(
                        new BinColumn("bin_str", BinKind.TEXT, 13),
                        BinColumn.of("bin_int", BinKind.INTEGER),
                        BinColumn.of("bin_float", BinKind.DOUBLE),
                        new BinColumn("bin_bytes", BinKind.BYTES, 5),
                        BinColumn.of("bin_flag", BinKind.INTEGER),
                        new BinColumn("bin_str2", BinKind.TEXT, 10),
                        BinColumn.of("bin_list", BinKind.LIST),
                        BinColumn.of("bin_map", BinKind.MAP)),
                DISTINCT_ROWS);
    }

    /** Bins of doubles. */
    public static RecordLayout doubles(int bins) {
        return new RecordLayout(
                bins == 1 ? "1 double" : bins + " doubles",
                IntStream.range(0, bins)
                        .mapToObj(i -> BinColumn.of("bin" + i, BinKind.DOUBLE))
                        .toList(),
                100_000);
    }

    /** Bins of doubles, integers and texts of 12 characters in turns. */
    public static RecordLayout mix(int bins) {
        List<BinColumn> columns = new ArrayList<>();
        for (int i = 0; i < bins; i++) {
            BinKind kind = List.of(BinKind.DOUBLE, BinKind.INTEGER, BinKind.TEXT).get(i % 3);
            columns.add(new BinColumn("bin" + i, kind, 12));
        }
        return new RecordLayout(
                bins == 1 ? "1 bin of a mix" : bins + " mixed bins", columns, 100_000);
    }

    /** Two integers, two doubles and two texts of 10 to 14 characters. */
    public static RecordLayout mixed() {
        return new RecordLayout(
                "6 mixed bins",
                List.of(
                        BinColumn.of("clicks", BinKind.INTEGER),
                        BinColumn.of("price", BinKind.DOUBLE),
                        new BinColumn("city", BinKind.NAME, 14),
                        BinColumn.of("updated_at", BinKind.INTEGER),
                        BinColumn.of("score", BinKind.DOUBLE),
                        new BinColumn("device", BinKind.NAME, 14)),
                100_000);
    }

    /** Bins of texts of one size. */
    public static RecordLayout sized(String name, int bins, int bytesPerBin) {
        int distinct = DISTINCT_BYTES / (bins * bytesPerBin);
        return new RecordLayout(
                name,
                IntStream.range(0, bins)
                        .mapToObj(i -> new BinColumn("b" + i, BinKind.TEXT, bytesPerBin))
                        .toList(),
                Math.min(DISTINCT_ROWS, distinct));
    }

    /** One bin of a vector of 32-bit floating-point numbers. */
    public static RecordLayout vector(int dimensions) {
        return new RecordLayout(
                "vector of " + dimensions + " float32",
                List.of(new BinColumn("embedding", BinKind.VECTOR, dimensions)),
                DISTINCT_BYTES / Float.BYTES / dimensions);
    }

    /** The same without the bins that do not become columns here. */
    public RecordLayout columnsOnly() {
        return new RecordLayout(
                title,
                columns.stream().filter(column -> column.field().isPresent()).toList(),
                distinctRows);
    }

    /** All cells of a row, by bin. */
    public Map<String, Object> record(int row) {
        int distinctRow = row % distinctRows;
        Map<String, Object> record = new LinkedHashMap<>();
        for (int column = 0; column < columns.size(); column++) {
            BinColumn bin = columns.get(column);
            record.put(bin.name(), bin.value(distinctRow, column));
        }
        return record;
    }

    /** The bins, by name. */
    public String[] binNames() {
        return columns.stream().map(BinColumn::name).toArray(String[]::new);
    }

    /** The bins as a request for columns. */
    public Schema schema() {
        return new Schema(columns.stream().map(column -> column.field().orElseThrow()).toList());
    }
}

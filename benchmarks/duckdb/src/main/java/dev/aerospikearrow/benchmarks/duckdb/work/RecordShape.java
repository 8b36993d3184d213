package dev.aerospikearrow.benchmarks.duckdb.work;

import dev.aerospikearrow.benchmarks.duckdb.official.BinColumn;
import dev.aerospikearrow.benchmarks.duckdb.official.BinColumn.Kind;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.arrow.vector.types.pojo.Schema;

/** The bins of the records. Each record has its user key in the bin {@code id}, too. */
enum RecordShape {
    /** As most records are. */
    FIVE_BINS("five small bins", "delay", "fare") {
        @Override
        void describe(Columns columns) {
            columns.add("delay", Kind.LONG, "i % 100")
                    .add("distance", Kind.LONG, "i * 31 % 4999")
                    .add("origin", Kind.TEXT, "'A' || i % 300")
                    .add("fare", Kind.DOUBLE, "i * 0.25::DOUBLE");
        }
    },
    /** As features of a model are. */
    TWENTY_DOUBLES("20 doubles and a text", "d0", "d1") {
        @Override
        void describe(Columns columns) {
            columns.add("d0", Kind.DOUBLE, "(i % 100)::DOUBLE");
            for (int i = 1; i < 20; i++) {
                columns.add("d" + i, Kind.DOUBLE, "i * 0.25::DOUBLE + " + i);
            }
            columns.add("note", Kind.TEXT, "'record number ' || i");
        }
    };

    /** The bin that has the user key. */
    static final String KEY = "id";

    /** What one of a hundred records has in the bin that is filtered by. */
    static final long FILTERED_VALUE = 7;

    private final String title;
    private final String filteredBin;
    private final String summedBin;
    private final Columns columns = new Columns();

    RecordShape(String title, String filteredBin, String summedBin) {
        this.title = title;
        this.filteredBin = filteredBin;
        this.summedBin = summedBin;
        columns.add(KEY, Kind.LONG, "i");
        describe(columns);
    }

    /** Columns, and what they are in the record of a number {@code i}. */
    private static final class Columns {
        private final Map<BinColumn, String> expressions = new LinkedHashMap<>();

        Columns add(String name, Kind kind, String expression) {
            expressions.put(new BinColumn(name, kind), expression);
            return this;
        }
    }

    abstract void describe(Columns columns);

    String title() {
        return title;
    }

    String filteredBin() {
        return filteredBin;
    }

    String filter() {
        return filteredBin + " = " + FILTERED_VALUE;
    }

    String summedBin() {
        return summedBin;
    }

    List<BinColumn> columns() {
        return List.copyOf(columns.expressions.keySet());
    }

    BinColumn column(String name) {
        return columns().stream()
                .filter(column -> column.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    Schema schema() {
        return new Schema(columns().stream().map(BinColumn::field).toList());
    }

    /** A query for so many records, with the keys 0 and so on. */
    String records(long count) {
        return columns.expressions.entrySet().stream()
                .map(column -> column.getValue() + " AS " + column.getKey().name())
                .collect(Collectors.joining(", ", "SELECT ", " FROM range(" + count + ") t(i)"));
    }
}

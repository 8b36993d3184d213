package dev.aerospikearrow.columnar.read;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.aerospikearrow.columnar.Mismatch;
import dev.aerospikearrow.columnar.MismatchReport;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MismatchTotalsTest {
    private static MismatchReport report(long nulls, long coerced, Optional<Mismatch> first) {
        return new MismatchReport("f", "b", nulls, coerced, first);
    }

    private static Optional<Mismatch> atRow(int row) {
        return Optional.of(new Mismatch(row, "key", "b", "f", "", "STRING", "Int64", "is odd"));
    }

    @Test
    void countsAreSummedAndTheFirstOffenderOfTheFirstRecordBatchStays() {
        MismatchTotals totals = new MismatchTotals();
        assertEquals(List.of(), totals.reports());
        totals.add(List.of(report(0, 0, Optional.empty())));
        totals.add(List.of(report(2, 1, atRow(5))));
        totals.add(List.of(report(0, 4, atRow(1))));
        assertEquals(List.of(report(2, 5, atRow(5))), totals.reports());
    }
}

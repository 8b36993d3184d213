package dev.aerospikearrow.columnar.read;

import dev.aerospikearrow.columnar.MismatchReport;
import java.util.ArrayList;
import java.util.List;

/** Totals of what did not fit the fields, over the record batches of a stream. Thread-safe. */
final class MismatchTotals {
    private volatile List<MismatchReport> reports = List.of();

    /** The first record batch's first offender stays. */
    void add(List<MismatchReport> more) {
        List<MismatchReport> before = reports;
        if (before.isEmpty()) {
            reports = more;
            return;
        }
        List<MismatchReport> sums = new ArrayList<>(more.size());
        for (int i = 0; i < more.size(); i++) {
            MismatchReport sum = before.get(i);
            MismatchReport next = more.get(i);
            sums.add(
                    new MismatchReport(
                            sum.fieldName(),
                            sum.binName(),
                            sum.nullCount() + next.nullCount(),
                            sum.coercedCount() + next.coercedCount(),
                            sum.first().or(next::first)));
        }
        reports = List.copyOf(sums);
    }

    List<MismatchReport> reports() {
        return reports;
    }
}

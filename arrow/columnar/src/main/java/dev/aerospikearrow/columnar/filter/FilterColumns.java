package dev.aerospikearrow.columnar.filter;

import java.util.Optional;

/** The columns that bins fill, and what the server can be asked about each. */
@FunctionalInterface
public interface FilterColumns {
    /** What can be asked about a column; empty for one that is not a bin. */
    Optional<BinFilter> filter(String columnName);
}

/** Aerospike records as Arrow columns: users name {@link dev.aerospikearrow.columnar} alone. */
// The readers of the plumbing are compiled after it.
@SuppressWarnings("module")
module dev.aerospikearrow.columnar {
    requires transitive dev.aerospikearrow.client;
    requires transitive org.apache.arrow.memory.core;
    requires transitive org.apache.arrow.vector;
    requires static transitive org.jspecify;

    exports dev.aerospikearrow.columnar;
    exports dev.aerospikearrow.columnar.filter to
            dev.aerospikearrow.cli,
            dev.aerospikearrow.duckdb,
            dev.aerospikearrow.duckdb.foreign,
            dev.aerospikearrow.spark;
    exports dev.aerospikearrow.columnar.content to
            dev.aerospikearrow.duckdb,
            dev.aerospikearrow.duckdb.foreign,
            dev.aerospikearrow.spark,
            dev.aerospikearrow.cli;
    exports dev.aerospikearrow.columnar.vector to
            dev.aerospikearrow.duckdb,
            dev.aerospikearrow.cli;
}

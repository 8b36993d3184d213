/**
 * The Aerospike client protocol as bytes. Users name {@link dev.aerospikearrow.data}, {@link
 * dev.aerospikearrow.operation} and {@link dev.aerospikearrow.expression}; what is below {@link
 * dev.aerospikearrow.protocol} is for the modules of this project alone.
 */
// The readers of the plumbing are compiled after it.
@SuppressWarnings("module")
module dev.aerospikearrow.protocol {
    requires static transitive org.jspecify;

    exports dev.aerospikearrow.data;
    exports dev.aerospikearrow.expression;
    exports dev.aerospikearrow.operation;
    exports dev.aerospikearrow.protocol.batch to
            dev.aerospikearrow.client,
            dev.aerospikearrow.columnar;
    exports dev.aerospikearrow.protocol.info to
            dev.aerospikearrow.client,
            dev.aerospikearrow.columnar,
            dev.aerospikearrow.server,
            dev.aerospikearrow.testkit,
            dev.aerospikearrow.cli;
    exports dev.aerospikearrow.protocol.key to
            dev.aerospikearrow.client,
            dev.aerospikearrow.columnar,
            dev.aerospikearrow.server,
            dev.aerospikearrow.spark,
            dev.aerospikearrow.cli;
    exports dev.aerospikearrow.protocol.message to
            dev.aerospikearrow.client,
            dev.aerospikearrow.columnar;
    exports dev.aerospikearrow.protocol.msgpack to
            dev.aerospikearrow.columnar,
            dev.aerospikearrow.server;
    exports dev.aerospikearrow.protocol.particle to
            dev.aerospikearrow.client,
            dev.aerospikearrow.columnar,
            dev.aerospikearrow.cli;
    exports dev.aerospikearrow.protocol.query to
            dev.aerospikearrow.client,
            dev.aerospikearrow.columnar;
    exports dev.aerospikearrow.protocol.security to
            dev.aerospikearrow.client,
            dev.aerospikearrow.server;
    exports dev.aerospikearrow.protocol.tls to
            dev.aerospikearrow.client,
            dev.aerospikearrow.server,
            dev.aerospikearrow.cli;
    exports dev.aerospikearrow.protocol.wire to
            dev.aerospikearrow.client,
            dev.aerospikearrow.columnar,
            dev.aerospikearrow.server,
            dev.aerospikearrow.testkit,
            dev.aerospikearrow.duckdb,
            dev.aerospikearrow.spark,
            dev.aerospikearrow.cli;
}

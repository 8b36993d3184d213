/**
 * A client of Aerospike: records as maps, with waiting and without. Users name {@link
 * dev.aerospikearrow.client} and the words of {@code dev.aerospikearrow.protocol}.
 */
// The reader of the plumbing is compiled after it.
@SuppressWarnings("module")
module dev.aerospikearrow.client {
    requires transitive dev.aerospikearrow.protocol;
    requires static transitive org.jspecify;
    requires static jdk.jfr;
    requires org.slf4j;

    exports dev.aerospikearrow.client;
    exports dev.aerospikearrow.client.execute to
            dev.aerospikearrow.columnar;
    exports dev.aerospikearrow.client.telemetry to
            dev.aerospikearrow.columnar;
}

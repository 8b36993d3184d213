/** Aerospike records as Arrow columns: {@link dev.aerospikearrow.columnar} is all of it. */
module dev.aerospikearrow.columnar {
    requires transitive dev.aerospikearrow.client;
    requires transitive org.apache.arrow.memory.core;
    requires transitive org.apache.arrow.vector;
    requires static transitive org.jspecify;

    exports dev.aerospikearrow.columnar;
}

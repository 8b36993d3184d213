package dev.aerospikearrow.client;

import java.util.List;

/**
 * The names of metrics and their attributes, for whoever hands them on: those of OpenTelemetry's
 * conventions for databases and of aerospike-py where they have one, and names of this client that
 * begin with {@code aerospike.client}.
 */
public final class MetricNames {
    /** How long calls take, in seconds. */
    public static final String OPERATION_DURATION = "db.client.operation.duration";

    /** How long the stages of calls take, in seconds. */
    public static final String STAGE_DURATION = "db.client.internal.stage";

    /** How long requests to nodes take, in seconds. */
    public static final String REQUEST_DURATION = "aerospike.client.request.duration";

    /** How long it takes to make a connection, in seconds. */
    public static final String CONNECTION_CREATE_TIME = "db.client.connection.create_time";

    /** How often calls were tried again. */
    public static final String RETRIES = "aerospike.client.retries";

    /** Connections that are there. */
    public static final String CONNECTION_COUNT = "db.client.connection.count";

    /** Requests that wait for a connection. */
    public static final String CONNECTION_PENDING_REQUESTS =
            "db.client.connection.pending_requests";

    /** Connections that were made or closed, or could not be made. */
    public static final String CONNECTION_CHANGES = "aerospike.client.connection.changes";

    /** Bytes sent and received. */
    public static final String NETWORK_IO = "aerospike.client.network.io";

    /** Records, by what has become of them. */
    public static final String ROWS = "aerospike.client.rows";

    /** Requests to a second copy while the first was silent: sent, and answered first. */
    public static final String HEDGES = "aerospike.client.hedges";

    /** The database, which is always {@value #SYSTEM}. */
    public static final String SYSTEM_NAME = "db.system.name";

    /** The value of {@link #SYSTEM_NAME}. */
    public static final String SYSTEM = "aerospike";

    /** The namespace. */
    public static final String NAMESPACE = "db.namespace";

    /** The set. */
    public static final String COLLECTION_NAME = "db.collection.name";

    /** What a call does. */
    public static final String OPERATION_NAME = "db.operation.name";

    /** The kind of a failure; empty for success. */
    public static final String ERROR_TYPE = "error.type";

    /** The name or address of a node. */
    public static final String SERVER_ADDRESS = "server.address";

    /** The port of a node. */
    public static final String SERVER_PORT = "server.port";

    /** The node's id, as the pool of the connections to it. */
    public static final String POOL_NAME = "db.client.connection.pool.name";

    /** Whether connections are {@code used} or {@code idle}. */
    public static final String CONNECTION_STATE = "db.client.connection.state";

    /** The node's id. */
    public static final String NODE_ID = "aerospike.node.id";

    /** The direction of bytes, {@code transmit} or {@code receive}. */
    public static final String IO_DIRECTION = "network.io.direction";

    /** The result of a request, the change of a connection, or what became of a row. */
    public static final String RESULT = "aerospike.result";

    /** The stage of a call. */
    public static final String STAGE = "stage";

    /** The bounds of the buckets of {@link #OPERATION_DURATION}, in seconds. */
    public static final List<Double> DURATION_BOUNDS =
            List.of(0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1.0, 5.0, 10.0);

    /** The bounds of the buckets of stages, in seconds. */
    public static final List<Double> STAGE_BOUNDS =
            List.of(
                    0.000001, 0.000005, 0.00001, 0.00005, 0.0001, 0.0005, 0.001, 0.002, 0.005, 0.01,
                    0.02, 0.05, 0.1, 0.5, 1.0);

    private MetricNames() {}
}

package dev.aerospikearrow.columnar;

import dev.aerospikearrow.client.AerospikeClient;
import dev.aerospikearrow.client.QueryPolicy;
import dev.aerospikearrow.client.QuerySpec;
import dev.aerospikearrow.client.execute.ClientAccess;
import dev.aerospikearrow.client.execute.CommandExecutor;
import dev.aerospikearrow.client.execute.ReplyStream;
import dev.aerospikearrow.columnar.infer.SampleAnswer;
import dev.aerospikearrow.data.PartitionCursor;
import dev.aerospikearrow.data.SetName;
import dev.aerospikearrow.protocol.key.PartitionId;
import dev.aerospikearrow.protocol.query.QueryRequest.BinSelection;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The proposal of a schema for a set, made by looking at some of its records. Nothing else in this
 * library calls it: a proposal is for people, who check it and paste it into their code.
 *
 * <pre>{@code
 * InferredSchema proposal = SchemaInference.sample(client, SetName.of("test", "users"));
 * System.out.println(proposal);
 * System.out.println(proposal.toJavaSource());
 * }</pre>
 */
public final class SchemaInference {
    /** How many records a sample has at most, unless another number is chosen. */
    public static final long DEFAULT_MAX_RECORDS = 1_000;

    private SchemaInference() {}

    /** Proposes a schema from a sample of {@value #DEFAULT_MAX_RECORDS} records at most. */
    public static InferredSchema sample(AerospikeClient client, SetName set) {
        return sample(client, set, DEFAULT_MAX_RECORDS);
    }

    /**
     * Reads a sample of a set and proposes a schema for it.
     *
     * <p>The sample is what the nodes come upon first. Digests spread records evenly, so the place
     * of a record says nothing about it; still a sample is no proof of what the others hold. A set
     * of at most {@code maxRecords} records is read completely.
     *
     * @param client stays the caller's
     * @param set a set, or a namespace
     * @param maxRecords at most this many records, 1 or more
     * @return the proposal; without any bin if no record was found
     * @throws IllegalArgumentException if {@code maxRecords} is not positive
     * @throws dev.aerospikearrow.client.AerospikeException if the records cannot be read
     */
    public static InferredSchema sample(AerospikeClient client, SetName set, long maxRecords) {
        if (maxRecords <= 0) {
            throw new IllegalArgumentException(
                    "A sample has 1 or more records, not " + maxRecords + ".");
        }
        SampleAnswer sample = new SampleAnswer();
        CommandExecutor executor = ClientAccess.executorOf(client);
        QueryPolicy policy = client.config().queryPolicy();
        List<PartitionCursor> unread =
                IntStream.range(0, PartitionId.COUNT).mapToObj(PartitionCursor::start).toList();
        while (!unread.isEmpty() && sample.recordCount() < maxRecords) {
            QuerySpec spec =
                    QuerySpec.of(set)
                            .withCursors(unread)
                            .withMaxRecords(maxRecords - sample.recordCount());
            try (ReplyStream replies =
                    executor.pull(executor.query(spec, new BinSelection.All(), sample, policy))) {
                while (replies.advance()) {
                    // The frame's records are counted.
                }
                unread = replies.cursors();
            }
        }
        return new InferredSchema(set, sample.recordCount(), unread.isEmpty(), sample.proposals());
    }
}

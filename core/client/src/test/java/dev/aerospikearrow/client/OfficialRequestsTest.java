package dev.aerospikearrow.client;

import static dev.aerospikearrow.expression.Expressions.intBin;
import static dev.aerospikearrow.expression.Expressions.less;
import static dev.aerospikearrow.expression.Expressions.literal;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.aerospike.client.BatchDelete;
import com.aerospike.client.BatchRecord;
import com.aerospike.client.BatchUDF;
import com.aerospike.client.Value;
import com.aerospike.client.command.BatchNode;
import com.aerospike.client.command.Command;
import com.aerospike.client.exp.Exp;
import com.aerospike.client.policy.BatchDeletePolicy;
import com.aerospike.client.policy.BatchPolicy;
import com.aerospike.client.policy.BatchUDFPolicy;
import com.aerospike.client.policy.BatchWritePolicy;
import com.aerospike.client.policy.ClientPolicy;
import com.aerospike.client.policy.WritePolicy;
import com.aerospike.client.query.Filter;
import com.aerospike.client.query.IndexCollectionType;
import com.aerospike.client.query.Statement;
import dev.aerospikearrow.data.GeoJson;
import dev.aerospikearrow.data.IndexRange;
import dev.aerospikearrow.data.SetName;
import dev.aerospikearrow.expression.Expression;
import dev.aerospikearrow.expression.Expressions;
import dev.aerospikearrow.operation.CollectionPath;
import dev.aerospikearrow.operation.FunctionCall;
import dev.aerospikearrow.operation.Operation;
import dev.aerospikearrow.operation.SendKey;
import dev.aerospikearrow.operation.WriteMode;
import dev.aerospikearrow.protocol.batch.BatchEncoder;
import dev.aerospikearrow.protocol.message.MessageEncoder;
import dev.aerospikearrow.protocol.message.RecordCommand;
import dev.aerospikearrow.protocol.query.BackgroundRequest;
import dev.aerospikearrow.protocol.wire.Bytes;
import dev.aerospikearrow.protocol.wire.MessageDescriptor;
import dev.aerospikearrow.protocol.wire.WireBuffer;
import dev.aerospikearrow.server.EmbeddedCluster;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Background queries, functions and rows of mixed batches as the vendor's client sends them: the
 * same header, fields and operations.
 */
class OfficialRequestsTest {
    private static final SetName SET = SetName.of("test", "flights");
    private static final long ID = 0x7123_4567_89AB_CDEFL;
    private static final Expression LATE = less(intBin("delay"), literal(60));

    private static EmbeddedCluster cluster;
    private static com.aerospike.client.AerospikeClient official;

    @BeforeAll
    static void connect() {
        cluster = EmbeddedCluster.builder().nodes(1).start();
        official =
                new com.aerospike.client.AerospikeClient(
                        new ClientPolicy(),
                        com.aerospike.client.Host.parseHosts(cluster.hosts().get(0), 3000));
    }

    @AfterAll
    static void close() {
        official.close();
        cluster.close();
    }

    /** The parts of a message, whatever the order of its fields. */
    private record Message(String header, Map<Integer, String> fields, String operations) {
        static Message parse(byte[] frame, int length) {
            HexFormat hex = HexFormat.of();
            int header = 8;
            byte[] flags =
                    Arrays.copyOfRange(frame, header, header + MessageDescriptor.HEADER_LENGTH);
            // The official client puts the time of the whole call here, we what is left of it.
            Bytes.putInt(flags, MessageDescriptor.TIMEOUT_OR_BATCH_INDEX, 0);
            int count = Bytes.getUnsignedShort(frame, header + MessageDescriptor.FIELD_COUNT);
            int at = header + MessageDescriptor.HEADER_LENGTH;
            Map<Integer, String> fields = new TreeMap<>();
            for (int i = 0; i < count; i++) {
                int size = Bytes.getInt(frame, at);
                fields.put((int) frame[at + 4], hex.formatHex(frame, at + 5, at + 4 + size));
                at += 4 + size;
            }
            return new Message(hex.formatHex(flags), fields, hex.formatHex(frame, at, length));
        }
    }

    private static Message theirs(WritePolicy policy, Statement statement) {
        statement.setNamespace(SET.namespace());
        statement.setSetName(SET.name());
        Command command = new Command(policy.socketTimeout, policy.totalTimeout, 0);
        command.setQuery(official.getCluster(), policy, statement, ID, true, null);
        return Message.parse(command.dataBuffer, command.dataOffset);
    }

    private static Message ours(
            RecordCommand command, Optional<IndexRange> range, int recordsPerSecond) {
        WireBuffer target = new WireBuffer(256);
        new BackgroundRequest(SET, command, range, recordsPerSecond, ID, 30_000)
                .encode(target, 1_000);
        return Message.parse(target.array(), target.length());
    }

    private static RecordCommand command(Operation... operations) {
        return RecordCommand.write(WriteMode.UPSERT, List.of(operations));
    }

    private static Statement statement(
            Filter filter, com.aerospike.client.Operation... operations) {
        Statement statement = new Statement();
        statement.setFilter(filter);
        if (operations.length > 0) {
            statement.setOperations(operations);
        }
        return statement;
    }

    @Test
    void operationsWithAFilterAndAPaceAreSentAlike() {
        WritePolicy policy = new WritePolicy();
        policy.expiration = 86_400;
        policy.durableDelete = true;
        policy.filterExp = Exp.build(Exp.lt(Exp.intBin("delay"), Exp.val(60)));
        Statement statement =
                statement(
                        null,
                        com.aerospike.client.Operation.put(new com.aerospike.client.Bin("x", 5)),
                        com.aerospike.client.Operation.append(
                                new com.aerospike.client.Bin("s", "!")),
                        com.aerospike.client.Operation.touch());
        statement.setRecordsPerSecond(77);
        assertEquals(
                theirs(policy, statement),
                ours(
                        command(
                                        Operation.put("x", 5),
                                        Operation.append("s", "!"),
                                        Operation.touch())
                                .withTtl(86_400)
                                .withDurableDelete()
                                .withFilter(LATE.packed()),
                        Optional.empty(),
                        77));
    }

    /** What is asked by the two clients. */
    private record Pair(Filter filter, IndexRange range) {}

    @Test
    void rangesOfEveryKindAreSentAlike() {
        Exp theirSum = Exp.add(Exp.intBin("a"), Exp.intBin("b"));
        Expression sum = Expressions.add(intBin("a"), intBin("b"));
        String region = GeoJson.circle(1, 2, 3).json();
        List<Pair> pairs =
                List.of(
                        new Pair(Filter.range("i", 1, 9), IndexRange.between("i", 1, 9)),
                        new Pair(Filter.equal("s", "text"), IndexRange.equal("s", "text")),
                        new Pair(
                                Filter.contains("l", IndexCollectionType.LIST, 7),
                                IndexRange.equal("l", 7).in(IndexRange.Collection.LIST_ELEMENTS)),
                        new Pair(
                                Filter.equal(
                                        "m",
                                        7,
                                        com.aerospike.client.cdt.CTX.mapKey(Value.get("k"))),
                                IndexRange.equal("m", 7).at(CollectionPath.root().mapKey("k"))),
                        new Pair(
                                Filter.geoWithinRegion("g", region),
                                IndexRange.geo("g", new GeoJson(region))),
                        new Pair(
                                Filter.range(Exp.build(theirSum), 1, 9),
                                IndexRange.of(sum).between(1, 9)),
                        new Pair(
                                Filter.rangeByIndex("by_i", 1, 9),
                                IndexRange.ofIndex("by_i").between(1, 9)),
                        new Pair(
                                Filter.equal(Exp.build(theirSum), new byte[] {1, 2}),
                                IndexRange.of(sum).equal(new byte[] {1, 2})));
        pairs.forEach(
                pair ->
                        assertEquals(
                                theirs(
                                        new WritePolicy(),
                                        statement(
                                                pair.filter(),
                                                com.aerospike.client.Operation.delete())),
                                ours(
                                        command(Operation.deleteAll()),
                                        Optional.of(pair.range()),
                                        0)));
    }

    @Test
    void functionsAreSentAlike() {
        Statement statement = statement(Filter.range("i", 1, 9));
        statement.setAggregateFunction("module", "name", Value.get(5), Value.get("text"));
        assertEquals(
                theirs(new WritePolicy(), statement),
                ours(
                        RecordCommand.call(FunctionCall.of("module", "name", 5, "text")),
                        Optional.of(IndexRange.between("i", 1, 9)),
                        0));
    }

    @Test
    void functionsOnARecordAreSentAlike() {
        WritePolicy policy = new WritePolicy();
        Command theirs = new Command(policy.socketTimeout, policy.totalTimeout, 0);
        theirs.setUdf(
                policy, their(5), "module", "name", new Value[] {Value.get(5), Value.get("text")});
        WireBuffer target = new WireBuffer(256);
        MessageEncoder.encodeRecord(
                target,
                SET.key(5),
                SendKey.DIGEST_ONLY,
                RecordCommand.call(FunctionCall.of("module", "name", 5, "text")),
                1_000);
        assertEquals(
                Message.parse(theirs.dataBuffer, theirs.dataOffset),
                Message.parse(target.array(), target.length()));
    }

    private static com.aerospike.client.Key their(long key) {
        return new com.aerospike.client.Key(SET.namespace(), SET.name(), key);
    }

    @Test
    void rowsOfAMixedBatchAreSentAlike() {
        List<BatchRecord> theirs =
                List.of(
                        new com.aerospike.client.BatchRead(their(0), true),
                        new com.aerospike.client.BatchRead(their(1), new String[] {"a", "b"}),
                        new com.aerospike.client.BatchWrite(
                                their(2),
                                new com.aerospike.client.Operation[] {
                                    com.aerospike.client.Operation.add(
                                            new com.aerospike.client.Bin("a", 5)),
                                    com.aerospike.client.Operation.get("a")
                                }),
                        new BatchDelete(their(3)),
                        new BatchUDF(their(4), "module", "name", new Value[] {Value.get("text")}),
                        new com.aerospike.client.BatchRead(their(5), false));
        List<BatchCommand> ours =
                List.of(
                        BatchRead.all(SET.key(0)),
                        BatchRead.bins(SET.key(1), "a", "b"),
                        BatchWrite.operate(SET.key(2), Operation.add("a", 5), Operation.get("a")),
                        BatchWrite.delete(SET.key(3)),
                        BatchWrite.call(SET.key(4), FunctionCall.of("module", "name", "text")),
                        BatchRead.header(SET.key(5)));
        for (int row = 0; row < ours.size(); row++) {
            BatchNode batch = new BatchNode(official.getNodes()[0], 1, row);
            BatchPolicy policy = new BatchPolicy();
            Command command = new Command(policy.socketTimeout, policy.totalTimeout, 0);
            command.setBatchOperate(
                    policy,
                    new BatchWritePolicy(),
                    new BatchUDFPolicy(),
                    new BatchDeletePolicy(),
                    theirs,
                    batch,
                    null);
            assertEquals(row(command.dataBuffer, command.dataOffset), ourRow(row, ours.get(row)));
        }
    }

    /** What follows the number of rows and the flags of a batch. */
    private static String row(byte[] frame, int length) {
        int field = 8 + MessageDescriptor.HEADER_LENGTH;
        return HexFormat.of().formatHex(frame, field + 5 + 5, length);
    }

    private static String ourRow(int index, BatchCommand command) {
        WireBuffer target = new WireBuffer(256);
        BatchEncoder encoder = new BatchEncoder(target);
        encoder.begin(1_000, BatchEncoder.DEFAULT_FLAGS, Optional.empty());
        encoder.row(index, command.key().digest(), 0, Commands.template(command));
        encoder.end();
        return row(target.array(), target.length());
    }
}

package dev.aerospikearrow.examples.guides;

import static dev.aerospikearrow.expression.Expressions.greater;
import static dev.aerospikearrow.expression.Expressions.hllBin;
import static dev.aerospikearrow.expression.Expressions.intBin;
import static dev.aerospikearrow.expression.Expressions.listBin;
import static dev.aerospikearrow.expression.Expressions.literal;

import dev.aerospikearrow.client.AerospikeClient;
import dev.aerospikearrow.client.BatchCommand;
import dev.aerospikearrow.client.BatchRead;
import dev.aerospikearrow.client.BatchRow;
import dev.aerospikearrow.client.BatchWrite;
import dev.aerospikearrow.client.Bin;
import dev.aerospikearrow.client.CoalescingClient;
import dev.aerospikearrow.client.KeyRecord;
import dev.aerospikearrow.client.OperateResult;
import dev.aerospikearrow.client.QueryPolicy;
import dev.aerospikearrow.client.QuerySpec;
import dev.aerospikearrow.client.RecordStream;
import dev.aerospikearrow.client.ServerException;
import dev.aerospikearrow.client.StoredRecord;
import dev.aerospikearrow.client.WritePolicy;
import dev.aerospikearrow.columnar.ColumnarClient;
import dev.aerospikearrow.data.Key;
import dev.aerospikearrow.data.RawParticle;
import dev.aerospikearrow.data.SetName;
import dev.aerospikearrow.expression.Expression;
import dev.aerospikearrow.expression.HllExpression;
import dev.aerospikearrow.expression.ListExpression;
import dev.aerospikearrow.operation.BitOperation;
import dev.aerospikearrow.operation.BitOperation.Overflow;
import dev.aerospikearrow.operation.BitOperation.Sign;
import dev.aerospikearrow.operation.CollectionPath;
import dev.aerospikearrow.operation.ExpressionOperation;
import dev.aerospikearrow.operation.GenerationCheck;
import dev.aerospikearrow.operation.HllOperation;
import dev.aerospikearrow.operation.ListOperation;
import dev.aerospikearrow.operation.MapOperation;
import dev.aerospikearrow.operation.Operation;
import dev.aerospikearrow.operation.ReturnType;
import dev.aerospikearrow.server.EmbeddedCluster;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** docs/docs/guides/map-api.md. */
final class MapGuide {
    private MapGuide() {}

    static void data(AerospikeClient client) {
        Flights.write(client);
    }

    static void overview(EmbeddedCluster cluster) {
        String seeds = String.join(",", cluster.hosts());
        // begin overview
        try (AerospikeClient client = AerospikeClient.connect(seeds)) {
            Key key = Key.of("test", "users", "alice");
            client.put(key, Bin.of("visits", 1), Bin.of("tags", List.of("new", "eu")));
            Optional<StoredRecord> record = client.get(key);
            List<Key> keys = List.of(key, Key.of("test", "users", "bob"));
            CompletableFuture<List<BatchRow>> later = client.async().batchRead(keys, "visits");
            CoalescingClient many = client.async().coalescing(); // gets of many, sent as batches
            CompletableFuture<Optional<StoredRecord>> soon = many.get(key, "visits");
            System.out.println(record + " " + later.join() + " " + soon.join());
        }
        // end overview
    }

    static void putAndGet(EmbeddedCluster cluster) {
        String seeds = String.join(",", cluster.hosts());
        // begin putAndGet
        try (AerospikeClient client = AerospikeClient.connect(seeds)) {
            Key key = Key.of("test", "users", "alice");
            client.put(key, Bin.of("visits", 1), Bin.of("tags", List.of("new", "eu")));

            Optional<StoredRecord> record = client.get(key);
            System.out.println(record.orElseThrow());
            System.out.println(client.get(Key.of("test", "users", "bob")));
        }
        // end putAndGet
    }

    static void writePolicy(AerospikeClient client) {
        Key key = Key.of("test", "users", "alice");
        client.put(key, Bin.of("visits", 1));
        // begin writePolicy
        StoredRecord before = client.get(key).orElseThrow();
        WritePolicy ifUnchanged =
                WritePolicy.builder()
                        .generation(GenerationCheck.EQUAL, before.generation())
                        .timeToLive(Duration.ofDays(30))
                        .build();
        client.with(ifUnchanged).put(key, Bin.of("visits", 2));
        try {
            client.with(ifUnchanged).put(key, Bin.of("visits", 3));
        } catch (ServerException e) {
            System.out.println(e.getMessage());
        }
        // end writePolicy
    }

    static void operate(AerospikeClient client) {
        // begin operate
        Key key = Key.of("test", "users", "alice");
        OperateResult result =
                client.operate(
                        key,
                        Operation.add("visits", 1),
                        Operation.get("visits"),
                        ListOperation.on("tags").append("eu"),
                        MapOperation.on("scores").put("chess", 1_500),
                        MapOperation.on("scores").getByKey("chess", ReturnType.VALUE));
        System.out.println(result.values());
        System.out.println(result.bins());
        // end operate
    }

    static void nested(AerospikeClient client) {
        // begin nested
        Key key = Key.of("test", "sensors", 1);
        CollectionPath monday =
                CollectionPath.root()
                        .mapKeyCreate("2026-W01", MapOperation.Order.KEY_ORDERED)
                        .mapKeyCreate("monday", MapOperation.Order.KEY_ORDERED);
        ListOperation readings = ListOperation.on("weeks", monday);
        OperateResult result =
                client.operate(
                        key,
                        readings.appendItems(List.of(21, 19, 24), ListOperation.Order.ORDERED),
                        readings.removeByRankRange(-1, 1, ReturnType.VALUE),
                        Operation.get("weeks"));
        System.out.println(result.values());
        // end nested
    }

    static void bits(AerospikeClient client) {
        // begin bits
        Key key = Key.of("test", "sensors", 1);
        BitOperation days = BitOperation.on("days");
        OperateResult result =
                client.operate(
                        key,
                        days.resize(2),
                        days.setInt(0, 1, 1),
                        days.or(8, 8, new byte[] {0b0001_1000}),
                        days.add(0, 8, 200, Sign.UNSIGNED, Overflow.SATURATE),
                        days.getInt(0, 8, Sign.UNSIGNED),
                        days.count(0, 16),
                        days.scanFromLeft(8, 8, true));
        System.out.println(result.values());
        // end bits
    }

    static void sketches(AerospikeClient client) {
        // begin sketches
        HllOperation visitors = HllOperation.on("visitors");
        Key monday = Key.of("test", "pages", "monday");
        Key tuesday = Key.of("test", "pages", "tuesday");
        client.operate(monday, visitors.add(List.of("alice", "bob"), 12));
        client.operate(tuesday, visitors.add(List.of("bob", "carol"), 12));

        RawParticle other = (RawParticle) client.get(tuesday).orElseThrow().bin("visitors");
        OperateResult result =
                client.operate(
                        monday,
                        visitors.getCount(),
                        visitors.getUnionCount(List.of(other)),
                        visitors.getIntersectCount(List.of(other)));
        System.out.println(result.values());

        Expression count = HllExpression.of(hllBin("visitors")).getCount();
        for (BatchRow row :
                client.batchOperate(
                        List.of(monday, tuesday), ExpressionOperation.read("count", count))) {
            System.out.println(row.record().orElseThrow().bin("count"));
        }
        // end sketches
    }

    static void modify(AerospikeClient client) {
        // begin modify
        Key key = Key.of("test", "users", "erin");
        client.put(key, Bin.of("scores", List.of(7, 3, 9)), Bin.of("limit", 8));
        Expression best =
                ListExpression.of(listBin("scores"))
                        .removeByValueInterval(intBin("limit"), null, ReturnType.NONE);
        Expression size = ListExpression.of(best).size();
        System.out.println(
                client.operate(
                                key,
                                ExpressionOperation.read("below", size),
                                ExpressionOperation.write("scores", best),
                                Operation.get("scores"))
                        .bins());
        // end modify
    }

    static void batches(AerospikeClient client) {
        // begin batches
        List<Key> keys = List.of(Key.of("test", "flights", 28), Key.of("test", "flights", 75));
        for (BatchRow row : client.batchRead(keys, "delay", "origin")) {
            System.out.println(row.key().userKey() + ": " + row.record());
        }

        List<BatchWrite> writes =
                List.of(
                        BatchWrite.put(Key.of("test", "flights", 90), Bin.of("delay", 7)),
                        BatchWrite.operate(
                                Key.of("test", "flights", 28), Operation.add("delay", 1)),
                        BatchWrite.delete(Key.of("test", "flights", 31)));
        for (BatchRow row : client.batchWrite(writes)) {
            System.out.println(row.isOk());
        }
        // end batches
    }

    static void mixedBatch(AerospikeClient client) {
        // begin mixedBatch
        SetName flights = SetName.of("test", "flights");
        List<BatchCommand> commands =
                List.of(
                        BatchRead.bins(flights.key(28), "origin"),
                        BatchWrite.put(flights.key(90), Bin.of("delay", 7)),
                        BatchWrite.operate(
                                flights.key(77), Operation.add("delay", 5), Operation.get("delay")),
                        BatchWrite.delete(flights.key(31)),
                        BatchRead.all(flights.key(5)));
        for (BatchRow row : client.batch(commands)) {
            System.out.println(row.resultCode() + " " + row.record() + " " + row.values());
        }
        // end mixedBatch
    }

    static void scan(AerospikeClient client) {
        // begin scan
        long distance = 0;
        try (RecordStream records = client.scan(SetName.of("test", "flights"), "distance")) {
            for (KeyRecord each : records) {
                distance += (Long) each.record().bins().get("distance");
            }
        }
        System.out.println(distance + " miles");
        // end scan
    }

    static void filteredScan(AerospikeClient client) {
        // begin filteredScan
        QueryPolicy policy =
                QueryPolicy.builder().filter(greater(intBin("delay"), literal(0))).build();
        QuerySpec spec = QuerySpec.of(SetName.of("test", "flights"));
        try (RecordStream records = client.with(policy).query(spec, "origin")) {
            int late = 0;
            for (KeyRecord each : records) {
                late += each.record().bins().isEmpty() ? 0 : 1;
            }
            System.out.println(late + " late flights");
        }
        // end filteredScan
    }

    static void putMap(AerospikeClient client) {
        // begin putMap
        Key key = Key.of("test", "users", "carol");
        Map<String, Object> bins = Map.of("address", Map.of("city", "Ulm", "zip", 89_073));
        client.put(key, bins);
        System.out.println(client.get(key).orElseThrow().bin("address"));
        // end putMap
    }

    static void both(AerospikeClient client) {
        // begin both
        try (ColumnarClient columns = ColumnarClient.over(client)) {
            System.out.println(columns.client() == client);
        }
        // end both
    }
}

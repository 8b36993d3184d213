package dev.aerospikearrow.examples.guides;

import dev.aerospikearrow.client.AerospikeClient;
import dev.aerospikearrow.client.Bin;
import dev.aerospikearrow.client.WritePolicy;
import dev.aerospikearrow.data.Key;
import dev.aerospikearrow.operation.SendKey;
import java.util.List;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;

/** The records that most guides read: five flights, one of them without a delay. */
final class Flights {
    static final Schema SCHEMA =
            new Schema(
                    List.of(
                            Field.nullable("delay", new ArrowType.Int(32, true)),
                            Field.nullable("origin", ArrowType.Utf8.INSTANCE)));

    private Flights() {}

    static void write(AerospikeClient client) {
        put(client, 28, Bin.of("delay", 12), Bin.of("origin", "ORD"), Bin.of("distance", 733));
        put(client, 31, Bin.of("delay", -4), Bin.of("origin", "DFW"), Bin.of("distance", 801));
        put(client, 74, Bin.of("origin", "LAX"), Bin.of("distance", 2_475));
        put(client, 77, Bin.of("delay", 95), Bin.of("origin", "ORD"), Bin.of("distance", 214));
        put(client, 80, Bin.of("delay", 0), Bin.of("origin", "SEA"), Bin.of("distance", 1_107));
    }

    private static void put(AerospikeClient client, long id, Bin... bins) {
        WritePolicy policy = WritePolicy.builder().sendKey(SendKey.WITH_USER_KEY).build();
        client.with(policy).put(Key.of("test", "flights", id), bins);
    }
}

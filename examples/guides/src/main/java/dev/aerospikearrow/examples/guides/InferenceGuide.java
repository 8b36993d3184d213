package dev.aerospikearrow.examples.guides;

import dev.aerospikearrow.client.AerospikeClient;
import dev.aerospikearrow.client.Bin;
import dev.aerospikearrow.columnar.InferredSchema;
import dev.aerospikearrow.columnar.SchemaInference;
import dev.aerospikearrow.data.Key;
import dev.aerospikearrow.data.SetName;
import java.util.List;
import java.util.Map;

/** docs/docs/guides/schema-inference.md. */
final class InferenceGuide {
    private InferenceGuide() {}

    static void data(AerospikeClient client) {
        for (long id = 0; id < 100; id++) {
            Key key = Key.of("test", "users", id);
            client.put(
                    key,
                    Bin.of("age", id % 20 == 0 ? (Object) "old" : Long.valueOf(id)),
                    Bin.of("embedding", List.of(0.5, 1.5, (double) id)),
                    Bin.of("address", Map.of("city", "Ulm", "zip", 89_073)));
            if (id % 4 == 0) {
                client.put(key, Bin.of("nickname", "user " + id));
            }
        }
    }

    static void table(AerospikeClient client) {
        // begin table
        InferredSchema proposal = SchemaInference.sample(client, SetName.of("test", "users"));
        System.out.println(proposal);
        // end table
    }

    static void source(AerospikeClient client) {
        // begin source
        InferredSchema proposal =
                SchemaInference.sample(client, SetName.of("test", "users"), 10_000);
        System.out.println(proposal.toJavaSource());
        // end source
    }
}

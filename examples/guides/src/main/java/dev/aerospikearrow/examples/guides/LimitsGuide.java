package dev.aerospikearrow.examples.guides;

import dev.aerospikearrow.client.BatchPolicy;
import dev.aerospikearrow.client.ClientConfig;
import dev.aerospikearrow.client.ClientLimits;
import dev.aerospikearrow.client.ClientLimits.WhenFull;
import dev.aerospikearrow.client.ReadPolicy;
import java.time.Duration;

/** Code of the guide about limits. */
final class LimitsGuide {
    private LimitsGuide() {}

    static ClientConfig limited() {
        // begin limited
        ClientLimits limits =
                ClientLimits.builder()
                        .maxCommandsInFlight(500)
                        .maxBytesInFlight(64 << 20)
                        .whenFull(WhenFull.FAIL)
                        .minConnectionsPerNode(20)
                        .build();
        ClientConfig config = ClientConfig.builder("10.0.0.7:3000").limits(limits).build();
        // end limited
        return config;
    }

    static ClientConfig hedged() {
        // begin hedged
        ClientConfig config =
                ClientConfig.builder("10.0.0.7:3000")
                        .policy(ReadPolicy.builder().hedgeAfter(Duration.ofMillis(5)).build())
                        .policy(BatchPolicy.builder().hedgeAfter(Duration.ofMillis(10)).build())
                        .build();
        // end hedged
        return config;
    }
}

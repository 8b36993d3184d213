package dev.aerospikearrow.examples.guides;

import static dev.aerospikearrow.expression.Expressions.greater;
import static dev.aerospikearrow.expression.Expressions.intBin;
import static dev.aerospikearrow.expression.Expressions.less;
import static dev.aerospikearrow.expression.Expressions.literal;
import static dev.aerospikearrow.expression.Expressions.multiply;

import dev.aerospikearrow.client.AerospikeClient;
import dev.aerospikearrow.client.BackgroundJob;
import dev.aerospikearrow.client.BackgroundWrite;
import dev.aerospikearrow.client.QuerySpec;
import dev.aerospikearrow.client.ServerException;
import dev.aerospikearrow.client.TimeToLive;
import dev.aerospikearrow.client.WriteOptions;
import dev.aerospikearrow.data.IndexRange;
import dev.aerospikearrow.data.Key;
import dev.aerospikearrow.data.SetName;
import dev.aerospikearrow.operation.ExpressionOperation;
import dev.aerospikearrow.operation.FunctionCall;
import dev.aerospikearrow.operation.Operation;
import java.time.Duration;

/** docs/docs/guides/background.md. */
final class BackgroundGuide {
    private BackgroundGuide() {}

    static void data(AerospikeClient client) {
        Flights.write(client);
    }

    static void backfill(AerospikeClient client) {
        // begin backfill
        QuerySpec flights = QuerySpec.of(SetName.of("test", "flights"));
        BackgroundJob job =
                client.background(
                        BackgroundWrite.operate(
                                flights.withFilter(greater(intBin("delay"), literal(0))),
                                Operation.put("late", true),
                                ExpressionOperation.write(
                                        "seconds", multiply(intBin("delay"), literal(60)))));
        BackgroundJob end = client.awaitJob(job, Duration.ofMinutes(10));
        System.out.println(end.recordsChanged() + " changed, " + end.recordsFilteredOut() + " not");
        System.out.println(client.get(Key.of("test", "flights", 28)).orElseThrow().bins());
        // end backfill
    }

    static void delete(AerospikeClient client) {
        // begin delete
        QuerySpec early =
                QuerySpec.of(SetName.of("test", "flights"))
                        .withFilter(less(intBin("delay"), literal(1)));
        BackgroundJob job = client.background(BackgroundWrite.delete(early));
        System.out.println(
                client.awaitJob(job, Duration.ofMinutes(10)).recordsChanged() + " deleted");
        // end delete
    }

    static void expiry(AerospikeClient client) {
        // begin expiry
        QuerySpec flights = QuerySpec.of(SetName.of("test", "flights"));
        BackgroundWrite month =
                BackgroundWrite.operate(flights, Operation.touch())
                        .with(
                                WriteOptions.DEFAULT.withTimeToLive(
                                        TimeToLive.of(Duration.ofDays(30))));
        BackgroundJob job = client.background(month);
        System.out.println(client.awaitJob(job, Duration.ofMinutes(10)).recordsChanged());
        // end expiry
    }

    static void abort(AerospikeClient client) {
        // begin abort
        QuerySpec slowly = QuerySpec.of(SetName.of("test", "flights")).withRecordsPerSecond(1);
        long id = client.background(BackgroundWrite.operate(slowly, Operation.put("x", 1))).id();

        BackgroundJob now = client.job(id);
        System.out.println(now.hasEnded() + ", stopped: " + client.abortJob(id));
        System.out.println(client.awaitJob(now, Duration.ofSeconds(30)).isComplete());
        // end abort
    }

    static void namespace(AerospikeClient client) {
        // begin namespace
        String setName = System.getProperty("set.to.clear", "");
        BackgroundWrite write = BackgroundWrite.delete(QuerySpec.of(SetName.of("test", setName)));
        try {
            client.background(write);
        } catch (IllegalArgumentException e) {
            System.out.println(e.getMessage());
        }
        client.background(write.inWholeNamespace());
        // end namespace
    }

    static void functions(AerospikeClient client) {
        // begin functions
        String source =
                """
                function discount(record, percent)
                    record.price = record.price * (100 - percent) / 100
                    aerospike:update(record)
                    return record.price
                end
                """;
        try {
            client.registerFunctions("shop.lua", source, Duration.ofSeconds(10));
            FunctionCall discount = FunctionCall.of("shop", "discount", 20);
            System.out.println(client.call(Key.of("test", "goods", 1), discount));

            QuerySpec dear =
                    QuerySpec.of(SetName.of("test", "goods"))
                            .withIndexRange(IndexRange.between("price", 100, 10_000));
            client.background(BackgroundWrite.call(dear, discount));
        } catch (ServerException e) {
            System.out.println("refused with code " + e.resultCode());
        }
        // end functions
    }
}

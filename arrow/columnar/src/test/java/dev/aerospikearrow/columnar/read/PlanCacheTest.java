package dev.aerospikearrow.columnar.read;

import static dev.aerospikearrow.columnar.ColumnTest.INT64;
import static dev.aerospikearrow.columnar.ColumnTest.field;
import static dev.aerospikearrow.columnar.ColumnTest.schema;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.aerospikearrow.columnar.OnMismatch;
import dev.aerospikearrow.columnar.ReadOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.arrow.vector.types.pojo.Schema;
import org.junit.jupiter.api.Test;

/** Which schemas and options share a plan, and for how long. */
class PlanCacheTest {
    private final PlanCache plans = new PlanCache();

    private static Schema schemaOf(String fieldName) {
        return schema(field(fieldName, INT64));
    }

    private static ReadOptions.Builder options() {
        return ReadOptions.builder();
    }

    @Test
    void theSameSchemaAndEqualOnesHaveOnePlan() {
        Schema schema = schemaOf("a");
        ReadPlan plan = plans.plan(schema, ReadOptions.DEFAULT);
        assertSame(schema, plan.schema());
        assertSame(plan, plans.plan(schema, ReadOptions.DEFAULT));
        assertSame(plan, plans.plan(schemaOf("a"), options().build()));
    }

    @Test
    void schemasInTurnKeepTheirPlans() {
        Schema a = schemaOf("a");
        Schema b = schemaOf("b");
        ReadPlan planOfA = plans.plan(a, ReadOptions.DEFAULT);
        ReadPlan planOfB = plans.plan(b, ReadOptions.DEFAULT);
        assertNotSame(planOfA, planOfB);
        assertSame(planOfA, plans.plan(a, ReadOptions.DEFAULT));
        assertSame(planOfB, plans.plan(b, ReadOptions.DEFAULT));
    }

    @Test
    void otherPoliciesHaveAPlanOfTheirOwn() {
        Schema schema = schemaOf("a");
        List<ReadOptions> different =
                List.of(
                        ReadOptions.DEFAULT,
                        options().onMismatch(OnMismatch.NULL).build(),
                        options().onMismatch("a", OnMismatch.NULL).build(),
                        options().onMismatch("a", OnMismatch.COERCE).build());
        List<OnMismatch> policies = new ArrayList<>();
        for (ReadOptions options : different) {
            policies.add(plans.plan(schema, options).bins().get(0).onMismatch());
        }
        assertEquals(
                List.of(OnMismatch.FAIL, OnMismatch.NULL, OnMismatch.NULL, OnMismatch.COERCE),
                policies);
        assertEquals(4, different.stream().map(o -> plans.plan(schema, o)).distinct().count());
        assertSame(
                plans.plan(schema, different.get(3)),
                plans.plan(schema, options().onMismatch("a", OnMismatch.COERCE).build()));
    }

    @Test
    void metadataMakesASchemaAnotherOne() {
        Schema plain = schemaOf("a");
        Schema noted = new Schema(plain.getFields(), Map.of("note", "x"));
        plans.plan(plain, ReadOptions.DEFAULT);
        assertSame(noted, plans.plan(noted, ReadOptions.DEFAULT).schema());
    }

    @Test
    void onlyTheLastPlansAreKept() {
        Schema first = schemaOf("first");
        ReadPlan plan = plans.plan(first, ReadOptions.DEFAULT);
        for (int i = 1; i < PlanCache.MAX_KEPT; i++) {
            plans.plan(schemaOf("f" + i), ReadOptions.DEFAULT);
        }
        assertSame(plan, plans.plan(first, ReadOptions.DEFAULT));
        plans.plan(schemaOf("one more"), ReadOptions.DEFAULT);
        assertNotSame(plan, plans.plan(first, ReadOptions.DEFAULT));
    }

    @Test
    void aSchemaThatIsRefusedIsRefusedEachTime() {
        Schema twice = schema(field("a", INT64), field("a", INT64));
        for (int i = 0; i < 2; i++) {
            assertThrows(
                    IllegalArgumentException.class, () -> plans.plan(twice, ReadOptions.DEFAULT));
        }
    }

    @Test
    void threadsThatReadDifferentSchemasGetTheirOwn() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<?>> running = new ArrayList<>();
            for (int thread = 0; thread < 4; thread++) {
                Schema own = schemaOf("own" + thread);
                running.add(
                        threads.submit(
                                () -> {
                                    for (int i = 0; i < 2_000; i++) {
                                        assertEquals(
                                                own, plans.plan(own, ReadOptions.DEFAULT).schema());
                                        Schema other = schemaOf("f" + i % 40);
                                        assertEquals(
                                                other,
                                                plans.plan(other, ReadOptions.DEFAULT).schema());
                                    }
                                }));
            }
            for (Future<?> one : running) {
                one.get();
            }
        } finally {
            threads.shutdownNow();
        }
    }
}

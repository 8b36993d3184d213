package dev.aerospikearrow.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aerospikearrow.client.Bin;
import dev.aerospikearrow.client.WritePolicy;
import dev.aerospikearrow.data.Key;
import dev.aerospikearrow.operation.SendKey;
import dev.aerospikearrow.testkit.TestCluster;
import dev.aerospikearrow.testkit.TestClusterExtension;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The metadata column of the user keys. */
@ExtendWith({TestClusterExtension.class, LocalSpark.class})
class UserKeyIT {
    private static final WritePolicy STORED =
            WritePolicy.builder().sendKey(SendKey.WITH_USER_KEY).build();

    private final SparkSession spark;
    private final TestSet set;

    UserKeyIT(TestCluster cluster, SparkSession spark) {
        this.spark = spark;
        set = new TestSet(cluster);
    }

    @AfterEach
    void closeSet() {
        set.close();
    }

    private void store(Key key) {
        set.client().with(STORED).put(key, Bin.of("v", 1));
    }

    private String keys(String... options) {
        var reader = set.read(spark).schema("v INT");
        for (String option : options) {
            String[] parts = option.split("=");
            reader.option("aerospike." + parts[0], parts[1]);
        }
        return reader.load().selectExpr("__key").orderBy("__key").collectAsList().stream()
                .map(Row::toString)
                .toList()
                .toString();
    }

    private static String causes(Throwable failure) {
        StringBuilder text = new StringBuilder();
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            text.append(cause.getMessage()).append('\n');
        }
        return text.toString();
    }

    private void assertRefused(String found, String... options) {
        String message = causes(assertThrows(Exception.class, () -> keys(options)));

        assertTrue(message.contains("__key"), message);
        assertTrue(message.contains(found), message);
    }

    @Test
    void integersAndTextsAreTexts() {
        store(set.key(-7));
        store(set.key("k"));

        assertEquals("[[-7], [k]]", keys());
        assertEquals("[[-7], [k]]", keys("onMismatch=null"));
    }

    @Test
    void aColumnThatTheSchemaDeclaresHasThem() {
        store(set.key(-7));

        assertEquals(
                "[-7]",
                set.read(spark)
                        .schema("__key STRING, v INT")
                        .load()
                        .select("__key")
                        .first()
                        .toString());
        assertEquals(
                "[-7]",
                set.read(spark)
                        .schema("__key BIGINT, v INT")
                        .load()
                        .select("__key")
                        .first()
                        .toString());
    }

    @Test
    void aLookupSaysWhichTypeItsKeysHave() {
        store(set.key(1));
        String message =
                causes(
                        assertThrows(
                                Exception.class,
                                () ->
                                        AerospikeLookup.join(
                                                        spark.range(1, 2).toDF("id"),
                                                        "id",
                                                        "__key STRING, v INT",
                                                        set.options())
                                                .collectAsList()));

        assertTrue(message.contains("Declare the type of the keys: Int64"), message);
    }

    @Test
    void bytesAreBytes() {
        store(Key.of("test", set.name(), new byte[] {(byte) 0xFF, 1}));

        assertRefused("aerospike.keyType to bytes");
        assertEquals("[[null]]", keys("onMismatch=null"));
    }

    @Test
    void textsAreNoIntegers() {
        store(set.key("7"));

        assertRefused("STRING \"7\"", "keyType=long");
        assertEquals("[[null]]", keys("keyType=long", "onMismatch=null"));
        String message =
                causes(
                        assertThrows(
                                Exception.class,
                                () ->
                                        set.read(spark)
                                                .schema("__key BIGINT")
                                                .load()
                                                .collectAsList()));
        assertTrue(message.contains("field __key is Int64"), message);
    }

    @Test
    void integersOf64BitsAreNoneOf32() {
        store(set.key(1L << 40));

        assertRefused("1099511627776", "keyType=int");
    }
}

package dev.aerospikearrow.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aerospikearrow.client.Bin;
import dev.aerospikearrow.testkit.TestCluster;
import dev.aerospikearrow.testkit.TestClusterExtension;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.MetadataBuilder;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Bins whose names differ only by upper and lower case. */
@ExtendWith({TestClusterExtension.class, LocalSpark.class})
class CaseOfNamesIT {
    private static final String CASE_SENSITIVE = "spark.sql.caseSensitive";

    private final SparkSession spark;
    private final TestSet set;

    CaseOfNamesIT(TestCluster cluster, SparkSession spark) {
        this.spark = spark;
        set = new TestSet(cluster);
    }

    @BeforeEach
    void fillSet() {
        set.put(1, Bin.of("Name", "a"), Bin.of("name", "b"), Bin.of("NAME", "c"));
    }

    @AfterEach
    void reset() {
        spark.conf().unset(CASE_SENSITIVE);
        set.close();
    }

    private static void assertRefused(String names, Runnable read) {
        IllegalArgumentException e = assertThrows(IllegalArgumentException.class, read::run);

        assertTrue(e.getMessage().startsWith(names), e.getMessage());
        assertTrue(e.getMessage().contains(CASE_SENSITIVE), e.getMessage());
    }

    @Test
    void inferredColumnsAreRefusedByTheirNames() {
        assertRefused("NAME and Name and name of test." + set.name(), () -> set.read(spark).load());
    }

    @Test
    void declaredColumnsAreRefusedByTheirNames() {
        assertRefused(
                "Name and name of",
                () -> set.read(spark).schema("Name STRING, name STRING").load());
        assertRefused(
                "s.a and s.A of",
                () -> set.read(spark).schema("s ARRAY<STRUCT<a: INT, A: INT>>").load());
    }

    @Test
    void addedColumnsOfALookupAreRefusedByTheirNames() {
        assertRefused(
                "Name and name of",
                () ->
                        AerospikeLookup.join(
                                spark.range(3).toDF("id"),
                                "id",
                                "Name STRING, name STRING",
                                set.options()));
    }

    @Test
    void aSessionThatTellsThemApartReadsThemAll() {
        spark.conf().set(CASE_SENSITIVE, true);

        Dataset<Row> rows = set.read(spark).load();

        assertEquals("[b,a,c]", rows.select("name", "Name", "NAME").first().toString());
        assertEquals(1, rows.where("name = 'b' AND Name = 'a'").count());
        Dataset<Row> joined =
                AerospikeLookup.join(
                        spark.sql("SELECT 1 AS id, 2 AS ID, 3 AS NAME"),
                        "id",
                        "Name STRING, name STRING",
                        set.options());
        assertEquals("[1,2,3,a,b]", joined.first().toString());
    }

    @Test
    void oneOfThemCanBeDeclared() {
        assertEquals("[b]", set.read(spark).schema("name STRING").load().first().toString());
    }

    @Test
    void othersCanBeGivenOtherNames() {
        Metadata upper = new MetadataBuilder().putString("aerospike.bin", "NAME").build();
        StructType columns =
                new StructType()
                        .add("name", DataTypes.StringType)
                        .add("shouted", DataTypes.StringType, true, upper);

        assertEquals("[b,c]", set.read(spark).schema(columns).load().first().toString());
    }

    @Test
    void eachIsWrittenToItsBin() {
        spark.sql("SELECT 2 AS id, 'x' AS a, 'y' AS b")
                .toDF("id", "Name", "name")
                .write()
                .format("aerospike")
                .options(set.options())
                .option("aerospike.updateByKey", "id")
                .mode("append")
                .save();

        assertEquals(
                Map.of("id", 2L, "Name", "x", "name", "y"),
                set.client().get(set.key(2)).orElseThrow().bins());
    }
}

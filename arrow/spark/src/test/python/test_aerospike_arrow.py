"""The data source and the module, from Python: in a session of this process, or through Spark Connect.

tools/test-spark-python starts it once for each, with the jar and the configuration that users give.
"""

import doctest
import os
import tempfile
import unittest

import aerospike_arrow
from pyspark.errors import IllegalArgumentException
from pyspark.sql import SparkSession
from pyspark.sql.types import IntegerType, StringType, StructType

IS_CONNECT = os.environ["SPARK_API"] == "connect"
CLUSTER = aerospike_arrow.options(seedhost=os.environ["AEROSPIKE_HOSTS"].split(","), namespace="test")
SET = "python_" + os.environ["SPARK_API"]
TABLE = f"aerospike.test.{SET}_table"

spark: SparkSession


def setUpModule():
    global spark
    builder = SparkSession.builder
    spark = (builder.remote("local[2]") if IS_CONNECT else builder.master("local[2]")).getOrCreate()
    rows = spark.range(100).selectExpr("id AS __key", "CAST(id AS INT) AS a", "concat('b', id) AS b")
    rows.write.format("aerospike").options(**CLUSTER).options(
        **aerospike_arrow.options(set=SET, sendKey=True)
    ).mode("overwrite").save()


def tearDownModule():
    spark.stop()


def read(schema):
    return spark.read.format("aerospike").options(**CLUSTER).option("aerospike.set", SET).schema(schema).load()


def values(rows):
    return sorted((tuple(row) for row in rows.collect()), key=str)


class DataSourceTest(unittest.TestCase):
    def test_the_session_is_the_one_that_is_meant(self):
        self.assertEqual(IS_CONNECT, type(spark).__module__.startswith("pyspark.sql.connect."))

    def test_what_is_written_is_read(self):
        self.assertEqual([(98, "b98"), (99, "b99")], values(read("a INT, b STRING").where("a > 97")))

    def test_a_catalog_has_the_set_as_a_table(self):
        names = [row.tableName for row in spark.sql("SHOW TABLES IN aerospike.test").collect()]
        self.assertIn(SET, names)
        self.assertEqual([(4950,)], values(spark.sql(f"SELECT sum(a) FROM aerospike.test.{SET}")))

    def test_a_sample_is_a_part_of_the_set(self):
        self.assertLess(read("a INT").sample(0.5, seed=7).count(), 100)

    def test_a_table_is_created_changed_and_dropped(self):
        spark.sql(f"CREATE TABLE {TABLE} (id INT, note STRING) TBLPROPERTIES ('aerospike.updateByKey' = 'id')")
        spark.sql(f"INSERT INTO {TABLE} VALUES (1, 'one'), (2, 'two'), (3, 'three')")
        spark.sql(f"DELETE FROM {TABLE} WHERE note LIKE 't%' AND id > 2")
        spark.sql(f"UPDATE {TABLE} SET note = 'changed' WHERE id = 2")
        spark.sql(
            f"MERGE INTO {TABLE} t USING (SELECT 4 AS id, 'four' AS note) s ON t.id = s.id"
            " WHEN MATCHED THEN UPDATE SET * WHEN NOT MATCHED THEN INSERT *"
        )
        self.assertEqual([(1, "one"), (2, "changed"), (4, "four")], values(spark.table(TABLE)))
        spark.sql(f"TRUNCATE TABLE {TABLE}")
        spark.sql(f"DROP TABLE {TABLE}")

    def test_a_join_on_keys_reads_their_records(self):
        keys = "(SELECT id * 30 AS k FROM range(3))"
        spark.sql(
            f"CREATE OR REPLACE TEMPORARY VIEW python_set (__key BIGINT, b STRING) USING aerospike OPTIONS ("
            + ", ".join(f"'{name}' '{value}'" for name, value in CLUSTER.items())
            + f", 'aerospike.set' '{SET}', 'aerospike.keyType' 'long')"
        )
        query = f"SELECT b FROM {keys} JOIN python_set ON k = __key"
        self.assertEqual([("b0",), ("b30",), ("b60",)], values(spark.sql(query)))
        self.assertIn("AerospikeKeyJoin", spark.sql("EXPLAIN " + query).collect()[0][0])


class LookupTest(unittest.TestCase):
    def rows(self):
        return spark.sql("SELECT * FROM VALUES (5L, 'five'), (500L, 'none') AS t(id, other)")

    def test_rows_get_the_columns_of_their_records(self):
        found = aerospike_arrow.lookup(self.rows(), "id", "a INT, b STRING", **CLUSTER, set=SET)

        self.assertEqual(["id", "other", "a", "b"], found.columns)
        self.assertEqual([(5, "five", 5, "b5"), (500, "none", None, None)], values(found))

    def test_a_schema_may_be_a_struct_type_and_options_say_which_rows_stay(self):
        schema = StructType().add("b", StringType()).add("a", IntegerType())
        found = aerospike_arrow.lookup(self.rows(), "id", schema, **CLUSTER, set=SET, lookup_type="inner")

        self.assertEqual([(5, "five", "b5", 5)], values(found))

    def test_a_column_says_what_became_of_each_row(self):
        found = self.rows().transform(
            aerospike_arrow.lookup, "id", "a INT", **CLUSTER, set=SET, lookup_resultCodeColumn="code"
        )

        self.assertEqual([(5, 0), (500, 2)], values(found.select("id", "code").where("id > 0")))

    def test_a_key_column_that_is_not_there_is_named(self):
        with self.assertRaisesRegex(IllegalArgumentException, "There is no column key that would have the keys"):
            aerospike_arrow.lookup(self.rows(), "key", "a INT", **CLUSTER, set=SET)


class StreamTest(unittest.TestCase):
    def test_each_batch_is_written_by_a_function(self):
        table = TABLE + "_stream"
        spark.sql(f"CREATE TABLE {table} (id BIGINT, delay INT) TBLPROPERTIES ('aerospike.updateByKey' = 'id')")
        spark.sql(f"INSERT INTO {table} VALUES (1, 5)")
        with tempfile.TemporaryDirectory() as directory:
            checkpoints = directory + "/checkpoints"
            rows = directory + "/rows"
            spark.sql("SELECT * FROM VALUES (1L, 0, true), (2L, 3, false) AS t(id, delay, deleted)").write.json(rows)
            changes = spark.readStream.schema("id LONG, delay INT, deleted BOOLEAN").json(rows)

            # begin batches
            def write(rows, epoch):
                rows.where("NOT deleted").drop("deleted").writeTo(table).append()
                rows.where("deleted").createOrReplaceTempView("gone")
                rows.sparkSession.sql(f"DELETE FROM {table} WHERE id IN (SELECT id FROM gone)")

            query = (
                changes.writeStream.foreachBatch(write)
                .option("checkpointLocation", checkpoints + "/changes")
                .start()
            )
            # end batches

            query.processAllAvailable()
            query.stop()
        self.assertEqual([(2, 3)], values(spark.table(table)))
        spark.sql(f"TRUNCATE TABLE {table}")
        spark.sql(f"DROP TABLE {table}")


class OptionsTest(unittest.TestCase):
    def test_the_examples_of_the_module_are_right(self):
        self.assertEqual(0, doctest.testmod(aerospike_arrow).failed)

    def test_values_of_other_types_are_refused(self):
        with self.assertRaisesRegex(TypeError, "Option ttl is a float, but has to be a string"):
            aerospike_arrow.options(ttl=1.5)


if __name__ == "__main__":
    unittest.main(verbosity=2)

package dev.aerospikearrow.examples.spark;

import dev.aerospikearrow.spark.AerospikeCatalog;
import java.io.PrintStream;
import java.util.List;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** The flights in SQL, where the cluster is a catalog: sets are tables without a declaration. */
final class SqlExample {
    private static final String CATALOG = "spark.sql.catalog.aerospike";

    private static final List<String> STATEMENTS =
            List.of(
                    "SHOW TABLES IN aerospike.test LIKE 'spark_*'",
                    "DESCRIBE TABLE aerospike.test.spark_flights",
                    """
                    SELECT origin, count(*) AS flights, round(avg(delay), 1) AS delay
                    FROM aerospike.test.spark_flights GROUP BY origin ORDER BY flights DESC LIMIT 3""",
                    "SELECT * FROM aerospike.test.spark_flight",
                    """
                    CREATE TABLE aerospike.test.spark_airports
                    (code STRING PRIMARY KEY, flights BIGINT, delay DOUBLE, note STRING)""",
                    """
                    INSERT INTO aerospike.test.spark_airports (code, flights, delay)
                    SELECT origin, count(*), avg(delay) FROM aerospike.test.spark_flights GROUP BY origin""",
                    "DELETE FROM aerospike.test.spark_airports WHERE flights < 7000",
                    "UPDATE aerospike.test.spark_airports SET delay = round(delay, 1), note = 'large' WHERE flights > 9000",
                    """
                    MERGE INTO aerospike.test.spark_airports a
                    USING (SELECT * FROM VALUES ('ORD', 'Chicago'), ('XYZ', 'new') AS n(code, name)) n
                    ON a.code = n.code
                    WHEN MATCHED THEN UPDATE SET note = n.name
                    WHEN NOT MATCHED THEN INSERT (code, note) VALUES (n.code, n.name)""",
                    "SELECT * FROM aerospike.test.spark_airports ORDER BY code",
                    """
                    INSERT OVERWRITE aerospike.test.spark_airports
                    SELECT code, flights, 0, 'kept' FROM VALUES ('DFW', 1L), ('LAX', 2L) AS v(code, flights)""",
                    "SELECT * FROM aerospike.test.spark_airports ORDER BY code",
                    "DROP TABLE aerospike.test.spark_airports",
                    "TRUNCATE TABLE aerospike.test.spark_airports",
                    "DROP TABLE aerospike.test.spark_airports");

    private final SparkSession spark;
    private final PrintStream out;

    /**
     * @param hosts seeds of the cluster
     */
    SqlExample(SparkSession spark, String hosts, PrintStream out) {
        this.spark = spark.newSession();
        this.out = out;
        this.spark.conf().set(CATALOG, AerospikeCatalog.class.getName());
        this.spark.conf().set(CATALOG + ".seedhost", hosts);
        this.spark.conf().set(CATALOG + ".schema.set", "spark_tables");
    }

    void run() {
        out.println("SQL over the catalog aerospike");
        for (String statement : STATEMENTS) {
            out.println("> " + statement.replace("\n", "\n  ") + ";");
            try {
                Dataset<Row> rows = spark.sql(statement);
                if (rows.columns().length > 0) {
                    out.println(TextRows.table(rows.columns(), rows.collectAsList()));
                }
            } catch (UnsupportedOperationException e) {
                out.println(e.getMessage());
            } catch (Exception e) {
                if (!(e instanceof AnalysisException)) {
                    throw e;
                }
                out.println(e.getMessage().lines().findFirst().orElse(""));
            }
        }
        out.println();
    }
}

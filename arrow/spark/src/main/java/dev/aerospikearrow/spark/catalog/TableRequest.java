package dev.aerospikearrow.spark.catalog;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.connector.catalog.CatalogV2Util;
import org.apache.spark.sql.connector.catalog.Column;
import org.apache.spark.sql.connector.catalog.TableInfo;
import org.apache.spark.sql.connector.catalog.constraints.Constraint;
import org.apache.spark.sql.connector.catalog.constraints.PrimaryKey;
import org.apache.spark.sql.connector.expressions.Transform;
import org.apache.spark.sql.types.StructType;

/**
 * What a statement says of a table that it creates.
 *
 * @param partitions by what it is divided
 * @param key the column of the primary key
 */
public record TableRequest(
        StructType columns,
        List<Transform> partitions,
        Map<String, String> properties,
        Optional<String> key) {
    /** The request as Spark 4.0 makes it, which has no constraints. */
    public static TableRequest of(
            Column[] columns, Transform[] partitions, Map<String, String> properties) {
        return new TableRequest(
                CatalogV2Util.v2ColumnsToStructType(columns),
                Arrays.asList(partitions),
                properties,
                Optional.empty());
    }

    /**
     * The request as Spark makes it from 4.1 on.
     *
     * @throws IllegalArgumentException if it has constraints that a set does not keep
     */
    public static TableRequest of(TableInfo info) {
        return new TableRequest(
                CatalogV2Util.v2ColumnsToStructType(info.columns()),
                Arrays.asList(info.partitions()),
                info.properties(),
                Constraints.primaryKey(info.constraints()));
    }

    /** In a class of its own, as Spark 4.0 does not have them. */
    private static final class Constraints {
        static Optional<String> primaryKey(Constraint[] constraints) {
            Optional<String> key = Optional.empty();
            for (Constraint constraint : constraints) {
                if (!(constraint instanceof PrimaryKey it && it.columns().length == 1)) {
                    throw new IllegalArgumentException(
                            "Constraint "
                                    + constraint.toDDL()
                                    + " is not kept by a set: it has one key, a PRIMARY KEY of one"
                                    + " column. Leave it out.");
                }
                key = Optional.of(((PrimaryKey) constraint).columns()[0].fieldNames()[0]);
            }
            return key;
        }
    }
}

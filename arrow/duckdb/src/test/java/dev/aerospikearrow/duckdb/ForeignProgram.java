package dev.aerospikearrow.duckdb;

import dev.aerospikearrow.client.Bin;
import dev.aerospikearrow.client.QuerySpec;
import dev.aerospikearrow.columnar.ColumnarClient;
import dev.aerospikearrow.columnar.ColumnarWriteOptions;
import dev.aerospikearrow.data.Key;
import dev.aerospikearrow.data.SetName;
import dev.aerospikearrow.server.EmbeddedCluster;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;

/** A program as users have it, with one way to move rows: {@link JavaVersionsIT}. */
final class ForeignProgram {
    private static final Schema NAMES =
            new Schema(List.of(Field.nullable("name", ArrowType.Utf8.INSTANCE)));

    private ForeignProgram() {}

    public static void main(String[] arguments) throws SQLException {
        try (EmbeddedCluster cluster = EmbeddedCluster.builder().nodes(1).start();
                ColumnarClient client = ColumnarClient.connect(cluster.hosts().get(0));
                Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement();
                AerospikeDuckDb aerospike = AerospikeDuckDb.over(connection, client)) {
            client.client().put(Key.of("test", "people", 1), Bin.of("name", "Ada"));
            QuerySpec people = QuerySpec.of(SetName.of("test", "people"));
            String found = "";
            switch (arguments[0]) {
                case "table" -> {
                    aerospike.createTable("people", people, NAMES);
                    found = text(statement, "FROM people");
                }
                case "view" -> {
                    try (StreamView view =
                            aerospike.createView("people", client.scan(people, NAMES))) {
                        found = text(statement, "FROM " + view.name());
                    }
                }
                case "write" ->
                        found =
                                aerospike
                                        .write(
                                                "SELECT 2 AS id, 'Ada' AS name",
                                                ColumnarWriteOptions.keyedBy("id")
                                                        .set(SetName.of("test", "people"))
                                                        .build())
                                        .toString();
                default -> {
                    aerospike.registerFunctions(FunctionOptions.DEFAULT);
                    found = text(statement, "SELECT name FROM aerospike_scan('test', 'people')");
                }
            }
            System.out.println("Found: " + found);
        }
    }

    private static String text(Statement statement, String query) throws SQLException {
        try (ResultSet rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getString(1);
        }
    }
}

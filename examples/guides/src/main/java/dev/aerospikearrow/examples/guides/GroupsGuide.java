package dev.aerospikearrow.examples.guides;

import dev.aerospikearrow.client.AerospikeClient;
import dev.aerospikearrow.client.Bin;
import dev.aerospikearrow.columnar.ColumnGroup;
import dev.aerospikearrow.columnar.ColumnGroups;
import dev.aerospikearrow.columnar.ColumnarClient;
import dev.aerospikearrow.columnar.ReadOptions;
import dev.aerospikearrow.columnar.TablePrinter;
import dev.aerospikearrow.data.Key;
import dev.aerospikearrow.data.SetName;
import java.util.List;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;

/** docs/docs/guides/groups.md. */
final class GroupsGuide {
    private GroupsGuide() {}

    static void data(AerospikeClient client) {
        client.put(Key.of("test", "profiles", 3), Bin.of("name", "Ada"));
        client.put(Key.of("test", "profiles", 7), Bin.of("name", "Grace"));
        client.put(Key.of("test", "statistics", 7), Bin.of("visits", 41));
    }

    static void read(ColumnarClient client) {
        // begin read
        Schema profile = new Schema(List.of(Field.nullable("name", ArrowType.Utf8.INSTANCE)));
        Schema statistics =
                new Schema(List.of(Field.nullable("visits", new ArrowType.Int(64, true))));
        List<ColumnGroup> groups =
                List.of(
                        ColumnGroup.of(SetName.of("test", "profiles"), profile),
                        ColumnGroup.of(SetName.of("test", "statistics"), statistics));

        long[] users = {3, 7};
        try (ColumnGroups result = client.batchReadGroups(users, groups, ReadOptions.DEFAULT)) {
            System.out.println(TablePrinter.DEFAULT.format(result.group("profiles")));
            System.out.println(TablePrinter.DEFAULT.format(result.group("statistics")));
        }
        // end read
    }
}

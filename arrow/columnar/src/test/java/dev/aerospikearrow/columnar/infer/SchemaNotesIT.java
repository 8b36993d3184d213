package dev.aerospikearrow.columnar.infer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aerospikearrow.client.AerospikeClient;
import dev.aerospikearrow.client.Bin;
import dev.aerospikearrow.columnar.InferredSchema;
import dev.aerospikearrow.columnar.SchemaInference;
import dev.aerospikearrow.columnar.SchemaNotes;
import dev.aerospikearrow.columnar.TypeNames;
import dev.aerospikearrow.data.Key;
import dev.aerospikearrow.data.SetName;
import dev.aerospikearrow.testkit.TestCluster;
import dev.aerospikearrow.testkit.TestClusterExtension;
import java.util.List;
import java.util.Optional;
import org.apache.arrow.vector.types.TimeUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Notes keep what a bin does not tell. */
@ExtendWith(TestClusterExtension.class)
class SchemaNotesIT {
    private static final Field TIME =
            Field.nullable("at", new ArrowType.Timestamp(TimeUnit.MICROSECOND, "UTC"));
    private static final Field LENGTH =
            Field.nullable("length", new ArrowType.Duration(TimeUnit.NANOSECOND));
    private static final Field NUMBER = Field.nullable("number", new ArrowType.Int(32, true));

    private final String namespace;
    private final String setName;
    private final AerospikeClient client;
    private final SchemaNotes notes;

    SchemaNotesIT(TestCluster cluster) {
        namespace = cluster.namespace();
        setName = cluster.uniqueSet();
        client = AerospikeClient.connect(String.join(",", cluster.hosts()));
        notes = SchemaNotes.of(client);
    }

    @AfterEach
    void close() {
        notes.remove(SetName.of(namespace, setName));
        client.close();
    }

    private InferredSchema proposal() {
        return notes.applyTo(SchemaInference.sample(client, SetName.of(namespace, setName)));
    }

    private String proposed(String bin) {
        return proposal().bins().stream()
                .filter(each -> each.binName().equals(bin))
                .map(each -> TypeNames.of(each.field()))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void onlyWhatABinDoesNotTellIsNoted() {
        assertEquals(0, notes.add(SetName.of(namespace, setName), List.of(NUMBER)));
        assertEquals(Optional.empty(), notes.find(SetName.of(namespace, setName)));
        assertEquals(1, notes.add(SetName.of(namespace, setName), List.of(NUMBER, TIME)));
        assertEquals(
                List.of(TIME),
                notes.find(SetName.of(namespace, setName)).orElseThrow().getFields());
    }

    @Test
    void notesOfOtherBinsStay() {
        notes.add(SetName.of(namespace, setName), List.of(TIME));
        notes.add(SetName.of(namespace, setName), List.of(LENGTH));
        assertEquals(
                List.of(TIME, LENGTH),
                notes.find(SetName.of(namespace, setName)).orElseThrow().getFields());
        assertTrue(notes.remove(SetName.of(namespace, setName)));
        assertEquals(Optional.empty(), notes.find(SetName.of(namespace, setName)));
    }

    @Test
    void aNotedTypeIsProposedWhereItTakesTheValues() {
        client.put(Key.of(namespace, setName, 1), Bin.of("at", 1L), Bin.of("length", "a text"));
        assertEquals("Int64", proposed("at"));
        notes.add(SetName.of(namespace, setName), List.of(TIME, LENGTH));
        assertEquals("Timestamp(microsecond, UTC)", proposed("at"));
        assertEquals("Utf8", proposed("length"));
        assertTrue(
                proposal().toString().contains("says Duration(nanosecond)"), proposal().toString());
        assertTrue(proposal().toJavaSource().contains("TimeUnit.MICROSECOND, \"UTC\""));
    }
}

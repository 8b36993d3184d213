package dev.aerospikearrow.columnar.content;

import dev.aerospikearrow.client.AerospikeClient;
import dev.aerospikearrow.client.AerospikeException;
import dev.aerospikearrow.client.QueryPolicy;
import dev.aerospikearrow.client.QuerySpec;
import dev.aerospikearrow.client.RecordStream;
import dev.aerospikearrow.columnar.FieldMetadata;
import dev.aerospikearrow.columnar.InferredBin;
import dev.aerospikearrow.columnar.InferredSchema;
import dev.aerospikearrow.columnar.MetadataColumn;
import dev.aerospikearrow.columnar.SchemaInference;
import dev.aerospikearrow.columnar.ValuePath;
import dev.aerospikearrow.data.SetName;
import dev.aerospikearrow.expression.Expressions;
import dev.aerospikearrow.protocol.wire.Nearest;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * Whether records have the bins that somebody names. A sample tells of most; for a bin that is not
 * in it the nodes look for one record that has it, for a while.
 */
public final class BinExistence {
    /** Enough to see all bins of most sets. */
    private static final int SAMPLE_RECORDS = 100;

    /** How long a check may take: who reads a set anyway does not want to wait for more. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private static final int NAMES_TO_SHOW = 10;

    private BinExistence() {}

    /** The bins that fields of a schema are filled from. */
    public static Set<String> binsOf(Schema schema) {
        Set<String> bins = new LinkedHashSet<>();
        for (Field field : schema.getFields()) {
            if (field.getMetadata().containsKey(FieldMetadata.EXPRESSION)) {
                // Packed as it is, an expression does not tell which bins it asks for.
                continue;
            }
            String path = field.getMetadata().get(FieldMetadata.PATH);
            String bin = field.getMetadata().get(FieldMetadata.BIN);
            if (path != null) {
                bins.add(ValuePath.parse(path).binName());
            } else if (bin != null) {
                bins.add(bin);
            } else if (MetadataColumn.named(field.getName()).isEmpty()) {
                bins.add(field.getName());
            }
        }
        return bins;
    }

    /**
     * Looks for bins in the records of a set. The mistake names those that no record has; there is
     * none if each is in some record, the set is empty, or it could not be found out in time.
     *
     * @param client stays the caller's
     * @param bins what is looked for
     */
    public static ReadCheck check(AerospikeClient client, SetName set, Collection<String> bins) {
        if (bins.isEmpty()) {
            return ReadCheck.UNKNOWN;
        }
        QueryPolicy policy = client.config().queryPolicy();
        AerospikeClient hasty =
                client.with(
                        policy.toBuilder()
                                .totalTimeout(PATIENCE)
                                .socketTimeout(PATIENCE)
                                .retryTimeout(Duration.ZERO)
                                .build());
        try {
            InferredSchema sample = SchemaInference.sample(hasty, set, SAMPLE_RECORDS);
            if (sample.sampledRecords() == 0) {
                return ReadCheck.UNKNOWN;
            }
            Set<String> seen =
                    sample.bins().stream()
                            .map(InferredBin::binName)
                            .collect(Collectors.toCollection(TreeSet::new));
            Set<String> absent = new LinkedHashSet<>(bins);
            absent.removeAll(seen);
            if (!sample.complete()) {
                for (String bin : List.copyOf(absent)) {
                    if (isInSomeRecord(hasty, set, bin)) {
                        absent.remove(bin);
                        seen.add(bin);
                    }
                }
            }
            return new ReadCheck(
                    absent.stream()
                            .map(bin -> sentence(set, bin, seen))
                            .reduce((one, other) -> one + " " + other),
                    seen);
        } catch (AerospikeException e) {
            return ReadCheck.UNKNOWN; // Reading itself takes longer, or says why it cannot.
        }
    }

    private static boolean isInSomeRecord(AerospikeClient client, SetName set, String bin) {
        QuerySpec one = QuerySpec.of(set).withFilter(Expressions.binExists(bin)).withMaxRecords(1);
        try (RecordStream records = client.query(one, List.of())) {
            return records.iterator().hasNext();
        }
    }

    private static String sentence(SetName set, String bin, Set<String> known) {
        String question = Nearest.question(bin, known);
        return "No record of "
                + set
                + " has a bin "
                + bin
                + "."
                + (question.isEmpty()
                        ? " There are: "
                                + known.stream()
                                        .limit(NAMES_TO_SHOW)
                                        .collect(Collectors.joining(", "))
                                + (known.size() > NAMES_TO_SHOW ? ", …" : ".")
                        : question);
    }
}

package dev.aerospikearrow.columnar;

import dev.aerospikearrow.columnar.infer.JavaSource;
import dev.aerospikearrow.columnar.infer.ProposalTable;
import dev.aerospikearrow.data.SetName;
import java.util.List;
import java.util.Objects;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * A schema proposed for a set, with what the sample says for and against it. Immutable.
 *
 * @param set where the records are: a set, or a namespace
 * @param sampledRecords how many records were looked at
 * @param complete whether these were all
 * @param bins what was found, ordered by name
 */
public record InferredSchema(
        SetName set, long sampledRecords, boolean complete, List<InferredBin> bins) {

    /** Keeps a copy of the bins. */
    public InferredSchema {
        Objects.requireNonNull(set, "set");
        bins = List.copyOf(bins);
    }

    /** The fields that are proposed, one for each bin. */
    public Schema schema() {
        return new Schema(bins.stream().map(InferredBin::field).toList());
    }

    /** Whether some value of the sample has no place in the schema. */
    public boolean hasConflicts() {
        return bins.stream().anyMatch(bin -> !bin.conflicts().isEmpty());
    }

    /**
     * The schema as a Java class, to be pasted into a program: a constant {@code SCHEMA}, with what
     * the sample says of each bin as comments.
     */
    public String toJavaSource() {
        return new JavaSource(this).text();
    }

    /** A table for people: a line for each bin, and one for each conflict. */
    @Override
    public String toString() {
        return new ProposalTable(this).text();
    }
}

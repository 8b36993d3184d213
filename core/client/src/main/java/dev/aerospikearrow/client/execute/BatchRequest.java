package dev.aerospikearrow.client.execute;

import dev.aerospikearrow.client.plan.NodeRequest;
import dev.aerospikearrow.client.telemetry.CallKind;
import dev.aerospikearrow.data.DigestArray;
import dev.aerospikearrow.data.SetName;
import dev.aerospikearrow.protocol.batch.BatchEncoder;
import dev.aerospikearrow.protocol.batch.RowBodies;
import dev.aerospikearrow.protocol.batch.RowTemplate;
import dev.aerospikearrow.protocol.wire.Quantity;
import dev.aerospikearrow.protocol.wire.WireBuffer;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The rows of one batch call, on whatever nodes they are. Immutable; shares the digests. */
public final class BatchRequest {
    private final DigestArray digests;
    private final List<RowTemplate> templates;
    private final int @Nullable [] templateOfRow;
    private final @Nullable RowBodies bodies;
    private final boolean writes;
    private final CallKind kind;
    private final Optional<SetName> set;

    private BatchRequest(
            DigestArray digests,
            List<RowTemplate> templates,
            int @Nullable [] templateOfRow,
            @Nullable RowBodies bodies) {
        this.digests = digests;
        this.templates = templates;
        this.templateOfRow = templateOfRow;
        this.bodies = bodies;
        boolean changing = false;
        boolean ofOneSet = !templates.isEmpty();
        for (RowTemplate template : templates) {
            changing |= template.command().writes();
            ofOneSet &= isOfSameSet(template, templates.get(0));
        }
        writes = changing;
        kind = CallKind.ofBatch(templates);
        set =
                ofOneSet
                        ? Optional.of(
                                SetName.of(
                                        templates.get(0).namespace(), templates.get(0).setName()))
                        : Optional.empty();
    }

    /** Every row gets the same template. */
    public static BatchRequest of(DigestArray digests, RowTemplate template) {
        return new BatchRequest(
                Objects.requireNonNull(digests, "digests"), List.of(template), null, null);
    }

    /**
     * Row {@code i} gets {@code templates.get(templateOfRow[i])}.
     *
     * @param templateOfRow as long as there are digests; not copied, so the caller must not change
     *     it any more
     * @throws IllegalArgumentException if the lengths differ or an index names no template
     */
    public static BatchRequest of(
            DigestArray digests, List<RowTemplate> templates, int[] templateOfRow) {
        if (digests.count() != templateOfRow.length) {
            throw new IllegalArgumentException(
                    "There are templates for "
                            + Quantity.of(templateOfRow.length, "row")
                            + ", but the number of digests is "
                            + digests.count()
                            + ".");
        }
        for (int row = 0; row < templateOfRow.length; row++) {
            int index = templateOfRow[row];
            if (index < 0 || index >= templates.size()) {
                throw new IllegalArgumentException(
                        "Row "
                                + row
                                + " names template "
                                + index
                                + "; the number of templates is "
                                + templates.size()
                                + ".");
            }
        }
        return new BatchRequest(digests, List.copyOf(templates), templateOfRow, null);
    }

    /**
     * The same rows, each with a body of its own that was begun with the row's template.
     *
     * @throws IllegalArgumentException if there are not as many bodies as rows
     */
    public BatchRequest withBodies(RowBodies rowBodies) {
        if (rowBodies.count() != rowCount()) {
            throw new IllegalArgumentException(
                    "There are bodies of "
                            + Quantity.of(rowBodies.count(), "row")
                            + ", but the number of digests is "
                            + rowCount()
                            + ".");
        }
        return new BatchRequest(digests, templates, templateOfRow, rowBodies);
    }

    /** The same rows, those that read as the choice says. */
    BatchRequest withReads(ReadChoice choice) {
        int flags = choice.flags();
        return flags == 0
                ? this
                : new BatchRequest(
                        digests,
                        templates.stream()
                                .map(
                                        template ->
                                                template.command().writes()
                                                        ? template
                                                        : template.withReadFlags(flags))
                                .toList(),
                        templateOfRow,
                        bodies);
    }

    /** How many rows there are. */
    public int rowCount() {
        return digests.count();
    }

    /** The rows' digests. */
    public DigestArray digests() {
        return digests;
    }

    /** The templates that rows refer to. */
    public List<RowTemplate> templates() {
        return templates;
    }

    /** Which of the {@link #templates()} a row has. */
    public int templateIndex(int row) {
        return templateOfRow == null ? 0 : templateOfRow[row];
    }

    /** A row's template. */
    public RowTemplate template(int row) {
        return templates.get(templateIndex(row));
    }

    /** About how many bytes the rows of a request have. */
    long encodedLength(NodeRequest rows) {
        long length = (long) rows.rowCount() * BatchEncoder.REPEATED_ROW_LENGTH;
        for (int i = 0; bodies != null && i < rows.rowCount(); i++) {
            length += bodies.length(rows.row(i));
        }
        return length;
    }

    /** About how many bytes all rows have, where they are not repeated. */
    long encodedLength() {
        long length = (long) rowCount() * BatchEncoder.REPEATED_ROW_LENGTH;
        for (int row = 0; row < rowCount(); row++) {
            if (bodies != null) {
                length += bodies.length(row);
            } else if (row == 0 || template(row) != template(row - 1)) {
                length += template(row).encodedLength();
            }
        }
        return length;
    }

    /** Appends a row to a request. */
    void encodeRow(int row, BatchEncoder encoder) {
        int digest = digests.offset(row);
        if (bodies == null) {
            encoder.row(row, digests.array(), digest, template(row));
        } else {
            encoder.row(row, digests.array(), digest, bodies, row);
        }
    }

    /** Whether a plain message can ask for a row as well. */
    boolean isPlainRead(int row) {
        return bodies == null && template(row).isPlainRead();
    }

    /** Appends a plain message that asks for a row. */
    void encodePlainRead(
            int row, WireBuffer target, Optional<byte[]> filter, int serverTimeoutMillis) {
        template(row)
                .encodePlainRead(
                        target, digests.array(), digests.offset(row), filter, serverTimeoutMillis);
    }

    private static boolean isOfSameSet(RowTemplate one, RowTemplate other) {
        return one.setName().equals(other.setName()) && one.namespace().equals(other.namespace());
    }

    /** What is done to the records. */
    CallKind kind() {
        return kind;
    }

    /** The set of all rows; empty if they are of several. */
    Optional<SetName> set() {
        return set;
    }

    /** Whether any row changes its record. */
    public boolean writes() {
        return writes;
    }
}

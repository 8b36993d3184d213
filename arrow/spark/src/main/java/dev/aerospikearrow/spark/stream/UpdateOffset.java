package dev.aerospikearrow.spark.stream;

import dev.aerospikearrow.protocol.key.PartitionId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.connector.read.streaming.Offset;
import org.jspecify.annotations.Nullable;

/**
 * How far a stream of a set's updates has come: all that was written before a time. Where an epoch
 * has a part of the partitions only, the first ones have come to a later time already. Immutable.
 */
final class UpdateOffset extends Offset {
    private static final String SEPARATOR = ",";

    private final Instant before;
    private final int aheadCount;
    private final Instant ahead;

    private UpdateOffset(Instant before, int aheadCount, Instant ahead) {
        this.before = before;
        this.aheadCount = aheadCount;
        this.ahead = ahead;
    }

    /** All partitions have come to the same time. */
    static UpdateOffset of(Instant before) {
        return new UpdateOffset(before, 0, before);
    }

    static UpdateOffset of(Offset offset) {
        return (UpdateOffset) offset;
    }

    /** The time, and if partitions are ahead, how many and to which time. */
    static UpdateOffset parse(String json) {
        String[] parts = json.replace("\"", "").split(SEPARATOR);
        Instant before = Instant.parse(parts[0]);
        return parts.length == 1
                ? of(before)
                : new UpdateOffset(before, Integer.parseInt(parts[1]), Instant.parse(parts[2]));
    }

    /**
     * The time to which the partitions come that are next: that of those ahead, if there are any.
     *
     * @param end how far they may come
     * @return no earlier time than that which they have come to
     */
    Instant next(Instant end) {
        if (aheadCount > 0) {
            return ahead;
        }
        return end.isBefore(before) ? before : end;
    }

    /** The first of the partitions that are next. */
    int firstPartition() {
        return aheadCount;
    }

    /**
     * The offset when further partitions have come to the {@link #next} time.
     *
     * @param count how many
     */
    UpdateOffset plus(int count, Instant next) {
        int reached = aheadCount + count;
        return reached >= PartitionId.COUNT || next.equals(before)
                ? of(next)
                : new UpdateOffset(before, reached, next);
    }

    /** The time to which the partitions that are next have come. */
    Instant before() {
        return before;
    }

    private Instant before(int partition) {
        return partition < aheadCount ? ahead : before;
    }

    /** Partitions whose records were last written between two times, the first included. */
    record Updates(int firstPartition, int partitionCount, Instant from, Instant to) {}

    /** What lies between this offset and a later one. */
    List<Updates> until(UpdateOffset end) {
        List<Updates> updates = new ArrayList<>();
        int first = 0;
        for (int last :
                new int[] {
                    Math.min(aheadCount, end.aheadCount),
                    Math.max(aheadCount, end.aheadCount),
                    PartitionId.COUNT
                }) {
            if (first < last && before(first).isBefore(end.before(first))) {
                updates.add(new Updates(first, last - first, before(first), end.before(first)));
            }
            first = Math.max(first, last);
        }
        return updates;
    }

    @Override
    public String json() {
        return aheadCount == 0
                ? "\"" + before + "\""
                : "\"" + before + SEPARATOR + aheadCount + SEPARATOR + ahead + "\"";
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof UpdateOffset that && that.json().equals(json());
    }

    @Override
    public int hashCode() {
        return json().hashCode();
    }
}

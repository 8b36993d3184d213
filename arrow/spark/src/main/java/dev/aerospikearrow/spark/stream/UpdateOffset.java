package dev.aerospikearrow.spark.stream;

import java.time.Instant;
import org.apache.spark.sql.connector.read.streaming.Offset;
import org.jspecify.annotations.Nullable;

/** How far a stream of a set's updates has come: all that was written before a time. */
final class UpdateOffset extends Offset {
    private final Instant before;

    UpdateOffset(Instant before) {
        this.before = before;
    }

    static UpdateOffset parse(String json) {
        return new UpdateOffset(Instant.parse(json.replace("\"", "")));
    }

    static UpdateOffset of(Offset offset) {
        return (UpdateOffset) offset;
    }

    Instant before() {
        return before;
    }

    UpdateOffset orLater(UpdateOffset other) {
        return before.isBefore(other.before) ? other : this;
    }

    @Override
    public String json() {
        return "\"" + before + "\"";
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof UpdateOffset that && that.before.equals(before);
    }

    @Override
    public int hashCode() {
        return before.hashCode();
    }
}

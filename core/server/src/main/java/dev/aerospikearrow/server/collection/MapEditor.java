package dev.aerospikearrow.server.collection;

import dev.aerospikearrow.data.ResultCode;
import dev.aerospikearrow.server.collection.Value.Entry;
import dev.aerospikearrow.server.collection.Value.MapValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Changes of a map, other than removing what a selection found. */
final class MapEditor {
    /** Bits of what a write may do. */
    static final int NO_OVERWRITE = 0x01;

    static final int NO_CREATE = 0x02;
    private static final int NO_FAIL = 0x04;
    private static final int DO_PARTIAL = 0x08;

    private static final int PERSIST_INDEX = 0x10;

    private final MapValue map;

    MapEditor(MapValue map) {
        this.map = map;
    }

    /** The mark of order that {@code flags} ask for when a map is made; unknown bits mean none. */
    static int orderOf(long flags) {
        long order = flags & ~PERSIST_INDEX & 0xFF;
        return (order & ~MapValue.KEY_VALUE_ORDERED) == 0 ? (int) order : 0;
    }

    Outcome setOrder(long flags) {
        long order = flags & ~PERSIST_INDEX & 0xFF;
        if ((order & ~MapValue.KEY_VALUE_ORDERED) != 0) {
            throw ResultShape.notApplicable("order " + flags + " of a map is unknown");
        }
        return Outcome.changed(new MapValue((int) order, map.entries()));
    }

    Outcome put(Value key, Value value, long flags) {
        if (!ValueReader.isKey(key)) {
            throw Payload.parameter("a map key is neither integer, string nor blob");
        }
        int index = MapSelection.indexOf(map, key);
        boolean exists = existsAt(index, key);
        if (exists ? has(flags, NO_OVERWRITE) : has(flags, NO_CREATE)) {
            if (has(flags, NO_FAIL)) {
                return Outcome.result(map.size());
            }
            throw refused(exists);
        }
        List<Entry> entries = new ArrayList<>(map.entries());
        if (exists) {
            entries.set(index, new Entry(key, value));
        } else {
            entries.add(index, new Entry(key, value));
        }
        return Outcome.changed(map.with(entries), entries.size());
    }

    Outcome putItems(Value items, long flags) {
        if (!(items instanceof MapValue added)) {
            throw Payload.parameter("items to put are no map");
        }
        if (added.size() == 0) {
            return Outcome.changed(map, map.size());
        }
        // A put into an empty map that may not create and may be partial puts everything; the
        // server's shortcut.
        boolean unchecked = map.size() == 0 && has(flags, NO_FAIL) && has(flags, DO_PARTIAL);
        MapValue result = map;
        for (Entry item : added.entries()) {
            int index = MapSelection.indexOf(map, item.key());
            boolean exists = existsAt(index, item.key());
            if (!unchecked && (exists ? has(flags, NO_OVERWRITE) : has(flags, NO_CREATE))) {
                if (!has(flags, NO_FAIL)) {
                    throw refused(exists);
                }
                if (!has(flags, DO_PARTIAL)) {
                    return Outcome.result(map.size());
                }
                continue;
            }
            result =
                    (MapValue)
                            new MapEditor(result)
                                    .put(item.key(), item.value(), 0)
                                    .changed()
                                    .orElse(result);
        }
        return Outcome.changed(result, result.size());
    }

    Outcome increment(Value key, @Nullable Value delta, int sign) {
        if (!ValueReader.isKey(key)) {
            throw Payload.parameter("a map key is neither integer, string nor blob");
        }
        int index = MapSelection.indexOf(map, key);
        Value old = existsAt(index, key) ? map.entries().get(index).value() : null;
        Value sum = Delta.add(old, delta, sign);
        return new Outcome(Optional.of(sum), put(key, sum, 0).changed());
    }

    private boolean existsAt(int index, Value key) {
        return index < map.size()
                && ValueOrder.INSTANCE.compare(map.entries().get(index).key(), key) == 0;
    }

    private static CollectionException refused(boolean exists) {
        return exists
                ? new CollectionException(ResultCode.ELEMENT_EXISTS, "a key exists already")
                : new CollectionException(ResultCode.ELEMENT_NOT_FOUND, "a key does not exist");
    }

    private static boolean has(long flags, int flag) {
        return (flags & flag) != 0;
    }
}

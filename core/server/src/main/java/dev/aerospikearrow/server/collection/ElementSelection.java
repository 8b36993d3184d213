package dev.aerospikearrow.server.collection;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A selection of elements of a list or of entries of a map; lists have no keys to select by. */
abstract class ElementSelection {
    abstract Selected byIndex(long index);

    abstract Selected byIndexRange(long index, long count);

    abstract Selected byRank(long rank);

    abstract Selected byRankRange(long rank, long count);

    abstract Selected byRelativeRank(Value value, long rank, long count);

    abstract Selected byValue(Value value);

    abstract Selected byValueInterval(Value begin, @Nullable Value end);

    abstract Selected byValueList(List<Value> items);

    Selected byKey(Value key) {
        throw noKeys();
    }

    Selected byKeyInterval(Value begin, @Nullable Value end) {
        throw noKeys();
    }

    Selected byKeyList(List<Value> keys) {
        throw noKeys();
    }

    Selected byRelativeIndex(Value key, long index, long count) {
        throw noKeys();
    }

    private static CollectionException noKeys() {
        return ResultShape.notApplicable("a list has no keys");
    }
}

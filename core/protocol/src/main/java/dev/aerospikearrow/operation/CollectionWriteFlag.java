package dev.aerospikearrow.operation;

/** What a write into a list or map does about what is there already. */
public final class CollectionWriteFlag {
    /** What a write into a list may be limited to. */
    public enum ListFlag {
        /** Only values that the list does not have yet. */
        ADD_UNIQUE(1),
        /** Only at positions inside the list. */
        INSERT_BOUNDED(2),
        /** Do nothing instead of failing. */
        NO_FAIL(4),
        /** With {@link #NO_FAIL}: write those of several values that may be written. */
        PARTIAL(8);

        private final int code;

        ListFlag(int code) {
            this.code = code;
        }
    }

    /** What a write into a map may be limited to. */
    public enum MapFlag {
        /** Only keys that the map does not have yet. */
        CREATE_ONLY(1),
        /** Only keys that the map has. */
        UPDATE_ONLY(2),
        /** Do nothing instead of failing. */
        NO_FAIL(4),
        /** With {@link #NO_FAIL}: write those of several entries that may be written. */
        PARTIAL(8);

        private final int code;

        MapFlag(int code) {
            this.code = code;
        }
    }

    private CollectionWriteFlag() {}

    static int bits(ListFlag... flags) {
        int bits = 0;
        for (ListFlag flag : flags) {
            bits |= flag.code;
        }
        return bits;
    }

    static int bits(MapFlag... flags) {
        int bits = 0;
        for (MapFlag flag : flags) {
            bits |= flag.code;
        }
        return bits;
    }
}

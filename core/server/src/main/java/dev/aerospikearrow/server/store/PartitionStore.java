package dev.aerospikearrow.server.store;

import dev.aerospikearrow.protocol.wire.Bytes;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The records of one partition: an open-addressed table by digest. Reads take no lock and may run
 * beside writes; writes of one partition take turns.
 */
public final class PartitionStore {
    private static final VarHandle SLOTS =
            MethodHandles.arrayElementVarHandle(RecordSnapshot[].class);
    private static final int INITIAL_SLOTS = 8;

    private final RecordListener listener;

    /** Marks a slot whose record was removed, so that a search goes on behind it. */
    private final RecordSnapshot removed;

    private volatile RecordSnapshot[] table = new RecordSnapshot[INITIAL_SLOTS];
    private int usedSlots;
    private int recordCount;

    PartitionStore(RecordListener listener, RecordSnapshot removedMark) {
        this.listener = listener;
        this.removed = removedMark;
    }

    /** The record with the digest at {@code digest[offset]}; null if there is none. */
    public @Nullable RecordSnapshot get(byte[] digest, int offset) {
        long head = Bytes.getLong(digest, offset);
        long middle = Bytes.getLong(digest, offset + 8);
        int tail = Bytes.getInt(digest, offset + 16);
        RecordSnapshot[] slots = table;
        int mask = slots.length - 1;
        for (int slot = slotOf(middle, mask); ; slot = (slot + 1) & mask) {
            RecordSnapshot found = (RecordSnapshot) SLOTS.getAcquire(slots, slot);
            if (found == null) {
                return null;
            }
            if (found.hasDigest(head, middle, tail) && found != removed) {
                return found;
            }
        }
    }

    /**
     * Changes one record atomically.
     *
     * @param update gets the record, or null if there is none, and returns what it becomes: the
     *     same object for no change, null to remove it
     */
    public synchronized void update(
            byte[] digest, int offset, UnaryOperator<@Nullable RecordSnapshot> update) {
        RecordSnapshot before = get(digest, offset);
        RecordSnapshot after = update.apply(before);
        if (after == before) {
            return;
        }
        if (after == null) {
            remove(before);
        } else {
            put(before, after);
        }
    }

    private void remove(RecordSnapshot record) {
        SLOTS.setRelease(table, slotOf(record), removed);
        recordCount--;
        changed(record, null);
    }

    private void put(@Nullable RecordSnapshot before, RecordSnapshot after) {
        if (before != null) {
            SLOTS.setRelease(table, slotOf(before), after);
        } else {
            if ((usedSlots + 1) * 2 > table.length) {
                rebuild();
            }
            insert(table, after);
            usedSlots++;
            recordCount++;
        }
        changed(before, after);
    }

    private void changed(@Nullable RecordSnapshot before, @Nullable RecordSnapshot after) {
        if (before != null) {
            before.set().removed(before);
        }
        if (after != null) {
            after.set().added(after);
        }
        listener.recordChanged(before, after);
    }

    /** The slot of a record that is in the table. */
    private int slotOf(RecordSnapshot record) {
        int mask = table.length - 1;
        int slot = slotOf(record.digestMiddle(), mask);
        while (table[slot] != record) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    private void rebuild() {
        int length = INITIAL_SLOTS;
        while (length < (recordCount + 1) * 4) {
            length *= 2;
        }
        RecordSnapshot[] larger = new RecordSnapshot[length];
        for (RecordSnapshot record : table) {
            if (record != null && record != removed) {
                insert(larger, record);
            }
        }
        usedSlots = recordCount;
        table = larger;
    }

    private static void insert(RecordSnapshot[] slots, RecordSnapshot record) {
        int mask = slots.length - 1;
        int slot = slotOf(record.digestMiddle(), mask);
        while (slots[slot] != null) {
            slot = (slot + 1) & mask;
        }
        SLOTS.setRelease(slots, slot, record);
    }

    private static int slotOf(long digestMiddle, int mask) {
        // A digest is a hash already; its first bytes are the same for the whole partition.
        return (int) digestMiddle & mask;
    }

    /** How many records the partition holds. */
    public synchronized int recordCount() {
        return recordCount;
    }

    /** The records as they are now, in no order. */
    public List<RecordSnapshot> records() {
        List<RecordSnapshot> found = new ArrayList<>();
        RecordSnapshot[] slots = table;
        for (int slot = 0; slot < slots.length; slot++) {
            RecordSnapshot record = (RecordSnapshot) SLOTS.getAcquire(slots, slot);
            if (record != null && record != removed) {
                found.add(record);
            }
        }
        return found;
    }

    /** The records as they are now, in the order of their digests. */
    public List<RecordSnapshot> recordsInOrder() {
        List<RecordSnapshot> found = records();
        found.sort(RecordSnapshot::compareDigest);
        return found;
    }

    /** The records whose digest is greater than the one given, in the order of their digests. */
    public List<RecordSnapshot> recordsAfter(byte[] digest, int offset) {
        long head = Bytes.getLong(digest, offset);
        long middle = Bytes.getLong(digest, offset + 8);
        int tail = Bytes.getInt(digest, offset + 16);
        List<RecordSnapshot> found = records();
        found.removeIf(record -> record.compareDigest(head, middle, tail) <= 0);
        found.sort(RecordSnapshot::compareDigest);
        return found;
    }

    /** Removes the records that {@code doomed} is true for. */
    public synchronized void removeIf(Predicate<RecordSnapshot> doomed) {
        for (RecordSnapshot record : records()) {
            if (doomed.test(record)) {
                remove(record);
            }
        }
    }
}

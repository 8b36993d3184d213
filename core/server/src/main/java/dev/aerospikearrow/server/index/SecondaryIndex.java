package dev.aerospikearrow.server.index;

import dev.aerospikearrow.protocol.key.PartitionId;
import dev.aerospikearrow.server.collection.Value;
import dev.aerospikearrow.server.store.RecordSnapshot;
import java.util.Collections;
import java.util.Iterator;
import java.util.NavigableSet;
import java.util.NoSuchElementException;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * The entries of one index, partition by partition. Thread-safe: entries are read while records
 * change. An entry says where to look; whether a record still matches is decided by the record.
 */
public final class SecondaryIndex {
    private static final byte[] BEFORE_ALL_DIGESTS = {};

    private volatile IndexDescriptor definition;
    private final IndexedValues values;
    private final AtomicReferenceArray<@Nullable NavigableSet<IndexEntry>> partitions =
            new AtomicReferenceArray<>(PartitionId.COUNT);
    private final AtomicLong entryCount = new AtomicLong();

    SecondaryIndex(IndexDescriptor definition) {
        this.definition = definition;
        this.values = new IndexedValues(definition);
    }

    public IndexDescriptor definition() {
        return definition;
    }

    /**
     * Gives the index another name.
     *
     * @param renamed the same but for the name
     */
    void rename(IndexDescriptor renamed) {
        definition = renamed;
    }

    /** How many entries there are. */
    public long entryCount() {
        return entryCount.get();
    }

    /** Brings the entries of one record up to date. */
    void recordChanged(@Nullable RecordSnapshot before, @Nullable RecordSnapshot after) {
        SortedSet<Long> old = before == null ? new TreeSet<>() : values.sortValues(before);
        SortedSet<Long> current = after == null ? new TreeSet<>() : values.sortValues(after);
        for (long value : current) {
            if (after != null && !old.contains(value)) {
                add(after, value);
            }
        }
        for (long value : old) {
            if (before != null && !current.contains(value)) {
                remove(before, value);
            }
        }
    }

    private void add(RecordSnapshot record, long value) {
        NavigableSet<IndexEntry> entries = partitions.get(record.partitionId());
        if (entries == null) {
            partitions.compareAndSet(record.partitionId(), null, new ConcurrentSkipListSet<>());
            entries = partitions.get(record.partitionId());
        }
        if (entries != null && entries.add(new IndexEntry(value, record.digest()))) {
            entryCount.incrementAndGet();
        }
    }

    private void remove(RecordSnapshot record, long value) {
        NavigableSet<IndexEntry> entries = partitions.get(record.partitionId());
        if (entries != null && entries.remove(new IndexEntry(value, record.digest()))) {
            entryCount.decrementAndGet();
        }
    }

    /**
     * The entries of one partition that may match, in their order.
     *
     * @param after where an earlier query stopped; null to start at the beginning
     */
    public Iterator<IndexEntry> entries(
            int partitionId, IndexQuery query, @Nullable IndexEntry after) {
        NavigableSet<IndexEntry> entries = partitions.get(partitionId);
        if (entries == null) {
            return Collections.emptyIterator();
        }
        IndexEntry first = new IndexEntry(query.first(), BEFORE_ALL_DIGESTS);
        NavigableSet<IndexEntry> tail =
                after == null || after.compareTo(first) < 0
                        ? entries.tailSet(first, true)
                        : entries.tailSet(after, false);
        return new UpTo(tail.iterator(), query.last());
    }

    /**
     * Whether a record is to be returned for an entry: it matches, and no entry before this one
     * returns it already.
     */
    public boolean isAnsweredBy(IndexEntry entry, IndexQuery query, RecordSnapshot record) {
        long least = Long.MAX_VALUE;
        boolean matches = false;
        for (Value value : values.of(record)) {
            if (query.matches(value)) {
                matches = true;
                least = Math.min(least, IndexedValues.sortValue(value));
            }
        }
        return matches && least == entry.sortValue();
    }

    /** Ends before the first entry above a value. */
    private static final class UpTo implements Iterator<IndexEntry> {
        private final Iterator<IndexEntry> source;
        private final long last;
        private @Nullable IndexEntry next;

        private UpTo(Iterator<IndexEntry> source, long last) {
            this.source = source;
            this.last = last;
            advance();
        }

        private void advance() {
            next = source.hasNext() ? source.next() : null;
            if (next != null && next.sortValue() > last) {
                next = null;
            }
        }

        @Override
        public boolean hasNext() {
            return next != null;
        }

        @Override
        public IndexEntry next() {
            IndexEntry current = next;
            if (current == null) {
                throw new NoSuchElementException();
            }
            advance();
            return current;
        }
    }
}

package dev.aerospikearrow.columnar.infer;

import dev.aerospikearrow.data.ParticleType;
import dev.aerospikearrow.protocol.msgpack.MsgpackReader;
import dev.aerospikearrow.protocol.particle.Particles;
import dev.aerospikearrow.protocol.wire.Bytes;
import dev.aerospikearrow.protocol.wire.MalformedReplyException;
import dev.aerospikearrow.protocol.wire.Utf8;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Counts of the values at one place: a bin, the elements of its lists, a key of its maps. Values
 * themselves are not kept, except for the text keys of maps while these are few.
 *
 * <p>What is counted does not depend on the order of the values. Not thread-safe.
 */
public final class Shape {
    /** Maps with more different keys than this are no structs. */
    static final int MAX_STRUCT_FIELDS = 64;

    /** Lists and maps inside one another are looked into this deep. */
    static final int MAX_DEPTH = 16;

    /** The place of texts whose bytes are no UTF-8 among the counts: no particle has it. */
    static final int BROKEN_TEXT = 28;

    /** The place of lists and maps whose bytes cannot be read. */
    static final int UNREADABLE = 29;

    /** The place of all types that the wire's table does not name. */
    static final int OTHER = 31;

    /** How many places the counts have. */
    static final int TYPE_COUNT = 32;

    private final Room room;
    private final long[] countOfType = new long[TYPE_COUNT];
    private final Lengths textLengths = new Lengths();
    private final Lengths blobLengths = new Lengths();
    private final Lengths listLengths = new Lengths();
    private long singleFloatCount;
    private long entryCount;
    private long minInteger = Long.MAX_VALUE;
    private long maxInteger = Long.MIN_VALUE;

    /** The bits of the greatest integer above 2^63-1, which are negative; 0 if there is none. */
    private long maxUnsigned;

    private @Nullable Shape elements;
    private @Nullable Shape keys;

    /** The values of maps by key; null as soon as they cannot be told apart by their keys. */
    private @Nullable SortedMap<String, Shape> fields = new TreeMap<>();

    /** The values of maps that are not told apart. */
    private @Nullable Shape values;

    /** How many more places may be counted: keys are the data's, and nested ones multiply. */
    static final class Room {
        private int left;

        Room(int places) {
            left = places;
        }

        boolean take() {
            return left-- > 0;
        }
    }

    Shape(Room room) {
        this.room = room;
    }

    /** Counts a bin's value. */
    void addParticle(int particleType, byte[] bytes, int offset, int length) {
        switch (particleType) {
            case ParticleType.INTEGER -> addInteger(Particles.readLong(bytes, offset, length));
            case ParticleType.LIST, ParticleType.MAP -> {
                if (isReadable(particleType, bytes, offset, length)) {
                    addNested(new MsgpackReader().reset(bytes, offset, length), bytes, 0);
                } else {
                    countOfType[UNREADABLE]++;
                }
            }
            default -> addBytes(particleType, bytes, offset, length);
        }
    }

    /** Whether the bytes are one value; after that, no header claims more than there is. */
    private static boolean isReadable(int particleType, byte[] bytes, int offset, int length) {
        MsgpackReader reader = new MsgpackReader().reset(bytes, offset, length);
        try {
            MsgpackReader.Kind kind =
                    particleType == ParticleType.LIST
                            ? MsgpackReader.Kind.LIST
                            : MsgpackReader.Kind.MAP;
            if (reader.nextKind() != kind) {
                return false;
            }
            reader.skip();
            reader.requireEnd();
            return true;
        } catch (MalformedReplyException e) {
            return false;
        }
    }

    private void addInteger(long value) {
        countOfType[ParticleType.INTEGER]++;
        minInteger = Math.min(minInteger, value);
        maxInteger = Math.max(maxInteger, value);
    }

    /** An integer above 2^63-1. */
    private void addUnsigned(long bits) {
        addInteger(Long.MAX_VALUE);
        maxUnsigned = greaterUnsigned(maxUnsigned, bits);
    }

    private static long greaterUnsigned(long a, long b) {
        return Long.compareUnsigned(a, b) > 0 ? a : b;
    }

    private void addBytes(int particleType, byte[] bytes, int offset, int length) {
        if (particleType == ParticleType.STRING) {
            boolean valid = Utf8.isValid(bytes, offset, length);
            countOfType[valid ? ParticleType.STRING : BROKEN_TEXT]++;
            textLengths.add(length);
            return;
        }
        if (particleType == ParticleType.BLOB) {
            blobLengths.add(length);
        }
        countOfType[indexOf(particleType)]++;
    }

    private static int indexOf(int particleType) {
        boolean named = !ParticleType.name(particleType).startsWith("PARTICLE_");
        return named && particleType < BROKEN_TEXT ? particleType : OTHER;
    }

    private void addNested(MsgpackReader reader, byte[] bytes, int depth) {
        switch (reader.nextKind()) {
            case NIL -> reader.readNil();
            case BOOLEAN -> {
                reader.readBoolean();
                countOfType[ParticleType.BOOL]++;
            }
            case INTEGER -> addInteger(reader.readLong());
            case UNSIGNED -> addUnsigned(reader.readUnsigned());
            case FLOATING -> {
                int start = reader.position();
                reader.readDouble();
                countOfType[ParticleType.DOUBLE]++;
                if (reader.position() - start == 1 + Float.BYTES) {
                    singleFloatCount++;
                }
            }
            case PARTICLE -> {
                int particleType = reader.readParticle();
                addBytes(particleType, bytes, reader.valueOffset(), reader.valueLength());
            }
            case LIST -> addList(reader, bytes, depth);
            case MAP -> addMap(reader, bytes, depth);
            case EXTENSION -> {
                reader.skip();
                countOfType[OTHER]++;
            }
        }
    }

    private void addList(MsgpackReader reader, byte[] bytes, int depth) {
        countOfType[ParticleType.LIST]++;
        int count = reader.readListHeader();
        listLengths.add(count);
        if (count > 0) {
            elements = orNew(elements);
        }
        for (int i = 0; i < count; i++) {
            addOrSkip(elements, reader, bytes, depth);
        }
    }

    private void addMap(MsgpackReader reader, byte[] bytes, int depth) {
        countOfType[ParticleType.MAP]++;
        int count = reader.readMapHeader();
        entryCount += count;
        if (count > 0) {
            keys = orNew(keys);
        }
        for (int i = 0; i < count; i++) {
            String name = nextText(reader, bytes);
            addOrSkip(keys, reader, bytes, depth);
            addOrSkip(valueShape(name), reader, bytes, depth);
        }
    }

    private static void addOrSkip(
            @Nullable Shape shape, MsgpackReader reader, byte[] bytes, int depth) {
        if (shape == null || depth >= MAX_DEPTH) {
            reader.skip();
        } else {
            shape.addNested(reader, bytes, depth + 1);
        }
    }

    /** The text that comes next; the reader stays before it. Null if it is something else. */
    private @Nullable String nextText(MsgpackReader reader, byte[] bytes) {
        if (fields == null || reader.nextKind() != MsgpackReader.Kind.PARTICLE) {
            return null;
        }
        MsgpackReader ahead = new MsgpackReader();
        ahead.reset(bytes, reader.position(), bytes.length - reader.position());
        boolean text = ahead.readParticle() == ParticleType.STRING;
        return text && Utf8.isValid(bytes, ahead.valueOffset(), ahead.valueLength())
                ? Bytes.getUtf8(bytes, ahead.valueOffset(), ahead.valueLength())
                : null;
    }

    /** Where the value of a key is counted; null if there is no room for it. */
    private @Nullable Shape valueShape(@Nullable String name) {
        SortedMap<String, Shape> named = fields;
        if (named != null && name != null) {
            Shape known = named.get(name);
            if (known != null) {
                return known;
            }
            if (named.size() < MAX_STRUCT_FIELDS && room.take()) {
                Shape added = new Shape(room);
                named.put(name, added);
                return added;
            }
        }
        joinFields();
        values = orNew(values);
        return values;
    }

    /** From now on the values of maps are counted together. */
    private void joinFields() {
        if (fields != null) {
            Shape joined = mapValues();
            fields = null;
            values = joined;
        }
    }

    private @Nullable Shape orNew(@Nullable Shape shape) {
        return shape != null ? shape : room.take() ? new Shape(room) : null;
    }

    /** Adds the counts of another place. */
    private void merge(Shape other) {
        for (int type = 0; type < TYPE_COUNT; type++) {
            countOfType[type] += other.countOfType[type];
        }
        textLengths.merge(other.textLengths);
        blobLengths.merge(other.blobLengths);
        listLengths.merge(other.listLengths);
        singleFloatCount += other.singleFloatCount;
        entryCount += other.entryCount;
        minInteger = Math.min(minInteger, other.minInteger);
        maxInteger = Math.max(maxInteger, other.maxInteger);
        maxUnsigned = greaterUnsigned(maxUnsigned, other.maxUnsigned);
        elements = merged(elements, other.elements);
        keys = merged(keys, other.keys);
        SortedMap<String, Shape> otherFields = other.fields;
        if (otherFields == null) {
            joinFields();
            values = merged(values, other.values);
            return;
        }
        otherFields.forEach(
                (name, shape) -> {
                    Shape target = valueShape(name);
                    if (target != null) {
                        target.merge(shape);
                    }
                });
    }

    /** A sum that leaves the second one as it is. */
    private @Nullable Shape merged(@Nullable Shape target, @Nullable Shape other) {
        if (other == null) {
            return target;
        }
        Shape sum = target == null ? new Shape(room) : target;
        sum.merge(other);
        return sum;
    }

    /** How many values there are, without nulls. */
    long count() {
        long count = 0;
        for (long one : countOfType) {
            count += one;
        }
        return count;
    }

    /** How many values of a type there are. */
    long count(int type) {
        return countOfType[type];
    }

    /** How many of the doubles came with 4 bytes. */
    long singleFloatCount() {
        return singleFloatCount;
    }

    /** The least integer; meaningless if there is none. */
    long minInteger() {
        return minInteger;
    }

    /** The greatest integer, or 2^63-1 if it is above; meaningless if there is none. */
    long maxInteger() {
        return maxInteger;
    }

    /** The greatest integer of all as an unsigned one, if there is one above 2^63-1; else 0. */
    long maxUnsigned() {
        return maxUnsigned;
    }

    Lengths textLengths() {
        return textLengths;
    }

    Lengths blobLengths() {
        return blobLengths;
    }

    Lengths listLengths() {
        return listLengths;
    }

    /** Entries of all maps together. */
    long entryCount() {
        return entryCount;
    }

    /** What lists hold; null if nothing was seen. */
    @Nullable Shape elements() {
        return elements;
    }

    /** The keys of maps; null if nothing was seen. */
    @Nullable Shape keys() {
        return keys;
    }

    /** The values of maps by their keys, all of them texts; empty if that is not so. */
    Map<String, Shape> fields() {
        return fields == null ? Map.of() : fields;
    }

    /** The values of maps, all together; null if nothing was seen. */
    @Nullable Shape mapValues() {
        SortedMap<String, Shape> named = fields;
        if (named == null) {
            return values;
        }
        Shape sum = null;
        for (Shape shape : named.values()) {
            sum = merged(sum, shape);
        }
        return sum;
    }

    /** How many values there are of each type, the most frequent first. */
    Map<String, Long> typeCounts() {
        Map<String, Long> counts = new TreeMap<>();
        for (int type = 0; type < TYPE_COUNT; type++) {
            if (countOfType[type] > 0) {
                counts.put(typeName(type), countOfType[type]);
            }
        }
        return counts.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                .collect(
                        Collectors.toMap(
                                Map.Entry::getKey,
                                Map.Entry::getValue,
                                (one, other) -> one,
                                LinkedHashMap::new));
    }

    /** The name of a type among the counts. */
    public static String typeName(int type) {
        return switch (type) {
            case BROKEN_TEXT -> "STRING that is not UTF-8";
            case UNREADABLE -> "LIST or MAP that cannot be read";
            case OTHER -> "unknown type";
            default -> ParticleType.name(type);
        };
    }
}

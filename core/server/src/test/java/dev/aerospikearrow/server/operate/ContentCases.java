package dev.aerospikearrow.server.operate;

import com.aerospike.client.Operation;
import com.aerospike.client.Value;
import dev.aerospikearrow.data.RawParticle;
import dev.aerospikearrow.protocol.msgpack.MsgpackWriter;
import dev.aerospikearrow.protocol.wire.BitCode;
import dev.aerospikearrow.protocol.wire.CollectionCode;
import dev.aerospikearrow.protocol.wire.HllCode;
import dev.aerospikearrow.protocol.wire.WireBuffer;
import dev.aerospikearrow.server.operate.OperateCases.Answers;
import dev.aerospikearrow.server.operate.OperateCases.Case;
import dev.aerospikearrow.server.operate.OperateCases.Start;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * Commands of one random operation on what is inside of a bin, packed here since some are none that
 * a client would make: on bits and sketches, at the end of paths that make what is missing, and in
 * expressions. The order of everything here is part of the recording.
 */
final class ContentCases {
    private static final long SEED = 20_200_202;
    private static final int BITS = 2_500;
    private static final int PATHS = 3_000;
    private static final int BIT_EXPRESSIONS = 800;
    private static final int PATH_EXPRESSIONS = 1_200;
    private static final int SKETCHES = 1_500;
    private static final int SKETCH_EXPRESSIONS = 500;

    // Numbers of an expression that calls an operation.
    private static final int CALL = 127;
    private static final int MODIFIES = 0x40;
    private static final int BITS_MODULE = 1;
    private static final int HLL_MODULE = 2;
    private static final int BIN = 81;
    private static final int LIST_TYPE = 4;
    private static final int MAP_TYPE = 5;
    private static final int BLOB_TYPE = 6;
    private static final int INT_TYPE = 2;
    private static final int FLOAT_TYPE = 7;
    private static final int HLL_TYPE = 9;
    private static final int NO_FAIL_ON_UNKNOWN = 16;

    private static final int PARTIAL = 8;
    private static final long PADDED = 0x80;

    private final Random random = new Random(SEED);
    private final List<Case> cases = new ArrayList<>();

    /** Whether the operation being made is not at the end of a path. */
    private boolean outermost;

    static List<Case> all() {
        ContentCases made = new ContentCases();
        for (int i = 0; i < BITS; i++) {
            made.bits();
        }
        for (int i = 0; i < PATHS; i++) {
            made.path();
        }
        for (int i = 0; i < BIT_EXPRESSIONS; i++) {
            made.bitExpression();
        }
        for (int i = 0; i < PATH_EXPRESSIONS; i++) {
            made.pathExpression();
        }
        for (int i = 0; i < SKETCHES; i++) {
            made.sketch();
        }
        for (int i = 0; i < SKETCH_EXPRESSIONS; i++) {
            made.sketchExpression();
        }
        return made.cases;
    }

    private void add(Operation.Type type, String bin, byte[] payload) {
        Start start = random.nextInt(12) == 0 ? Start.NOTHING : Start.RECORD;
        Answers answers = random.nextBoolean() ? Answers.ALL : Answers.SOME;
        String name = type.protocolType + " " + bin + " " + HexFormat.of().formatHex(payload);
        Operation operation = new Operation(type, bin, Value.get(payload));
        cases.add(new Case(List.of(name), List.of(operation), start, answers));
    }

    /** A MessagePack array being made. */
    private static final class Packed {
        private final List<byte[]> parts = new ArrayList<>();

        Packed add(Object value) {
            WireBuffer target = new WireBuffer(16);
            new MsgpackWriter(target).writeValue(value);
            return addPacked(target.toByteArray());
        }

        Packed addPacked(byte[] packed) {
            parts.add(packed);
            return this;
        }

        byte[] toBytes() {
            WireBuffer target = new WireBuffer(64);
            new MsgpackWriter(target).writeArrayHeader(parts.size());
            parts.forEach(target::putBytes);
            return target.toByteArray();
        }
    }

    private boolean once(int in) {
        return random.nextInt(in) == 0;
    }

    private long pick(long... values) {
        return values[random.nextInt(values.length)];
    }

    // Bits

    private void bits() {
        boolean reads = once(3);
        byte[] payload = bitCall(reads).toBytes();
        String bin = once(10) ? "none" : once(12) ? "i" : once(8) ? "b" : "bits";
        add(reads ? Operation.Type.BIT_READ : Operation.Type.BIT_MODIFY, bin, payload);
    }

    private Packed bitCall(boolean reads) {
        long code =
                once(60) ? random.nextInt(60) : reads ? 50 + random.nextInt(5) : random.nextInt(13);
        Packed call = new Packed().add(code);
        if (once(80)) {
            return call;
        }
        long offset = once(15) ? random.nextInt(300) - 150 : random.nextInt(100);
        long flags = once(2) ? 0 : random.nextInt(16);
        if (code <= BitCode.REMOVE) {
            offset = once(15) ? random.nextInt(40) - 20 : random.nextInt(14);
        }
        switch ((int) code) {
            case BitCode.RESIZE -> {
                call.add((long) random.nextInt(20));
                if (once(2)) {
                    call.add(flags & 7);
                    if (once(2)) {
                        call.add((long) random.nextInt(9));
                    }
                }
            }
            case BitCode.INSERT -> call.add(offset).add(bytes(1 + random.nextInt(5))).add(flags);
            case BitCode.REMOVE -> call.add(offset).add((long) random.nextInt(14)).add(flags);
            case BitCode.SET, BitCode.OR, BitCode.XOR, BitCode.AND -> {
                long size = bitSize();
                call.add(offset)
                        .add(size)
                        .add(bytes((int) Math.max(1, (size + 7) / 8 - pick(0, 0, 0, 1))));
                // With these, a real server writes behind the blob.
                call.add(
                        code != BitCode.SET && (offset < 0 || offset > 7)
                                ? flags & ~PARTIAL
                                : flags);
            }
            case BitCode.NOT -> call.add(offset).add(bitSize()).add(flags);
            case BitCode.SHIFT_LEFT, BitCode.SHIFT_RIGHT -> {
                call.add(offset).add(bitSize()).add((long) random.nextInt(40));
                call.add(offset < 0 || offset > 7 ? flags & ~PARTIAL : flags);
            }
            case BitCode.ADD, BitCode.SUBTRACT -> {
                call.add(offset).add(integerSize()).add(integer()).add(flags & 7);
                if (!once(8)) {
                    call.add(once(10) ? random.nextInt(16) : pick(0, 1, 2, 3, 4, 5));
                }
            }
            case BitCode.SET_INT ->
                    call.add(offset).add(integerSize()).add(integer()).add(flags & 6);
            case BitCode.GET, BitCode.COUNT -> call.add(offset).add(bitSize());
            case BitCode.SCAN_FROM_LEFT, BitCode.SCAN_FROM_RIGHT ->
                    call.add(offset)
                            .add(bitSize())
                            .add(once(20) ? (Object) 1L : random.nextBoolean());
            case BitCode.GET_INT -> {
                call.add(offset).add(integerSize());
                if (once(2)) {
                    call.add(once(10) ? 2L : 1L);
                }
            }
            default -> call.add(offset);
        }
        if (once(80)) {
            call.add(0L);
        }
        return call;
    }

    private long bitSize() {
        return once(25) ? pick(0, -1, 200, 5_000) : 1 + random.nextInt(once(2) ? 12 : 90);
    }

    private long integerSize() {
        return once(25) ? pick(0, 65, -8) : once(4) ? 64 : 1 + random.nextInt(63);
    }

    private long integer() {
        return switch (random.nextInt(5)) {
            case 0 -> random.nextInt(256);
            case 1 -> -random.nextInt(256);
            case 2 -> pick(Long.MIN_VALUE, Long.MAX_VALUE, -1, 0, 127, 128, 255, 32768);
            default -> random.nextLong() >> random.nextInt(60);
        };
    }

    private byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    private void bitExpression() {
        boolean reads = once(3);
        byte[] call = bitCall(reads).toBytes();
        Packed bin = new Packed().add(BIN).add(BLOB_TYPE).addPacked(plain("bits"));
        expression(
                reads ? (once(4) ? BLOB_TYPE : INT_TYPE) : BLOB_TYPE,
                BITS_MODULE | (reads ? 0 : MODIFIES),
                call,
                bin);
    }

    private static byte[] plain(String name) {
        WireBuffer target = new WireBuffer(16);
        new MsgpackWriter(target).writePlainString(name);
        return target.toByteArray();
    }

    private void expression(int type, int module, byte[] call, Packed bin) {
        byte[] expression =
                new Packed()
                        .add(CALL)
                        .add(type)
                        .add(module)
                        .addPacked(call)
                        .addPacked(bin.toBytes())
                        .toBytes();
        byte[] payload =
                new Packed().addPacked(expression).add(once(3) ? 0 : NO_FAIL_ON_UNKNOWN).toBytes();
        add(
                once(2) ? Operation.Type.EXP_READ : Operation.Type.EXP_MODIFY,
                once(2) ? "new" : "i",
                payload);
    }

    // Paths

    private void path() {
        boolean reads = once(4);
        String bin = once(8) ? "none" : once(3) ? "k" : once(3) ? "o" : once(4) ? "l" : "deep";
        outermost = once(6);
        Packed call = collectionCall(reads);
        add(
                reads ? Operation.Type.CDT_READ : Operation.Type.CDT_MODIFY,
                bin,
                outermost ? call.toBytes() : pathTo(bin, call));
    }

    private byte[] pathTo(String bin, Packed call) {
        Packed path = new Packed();
        int steps = 1 + random.nextInt(once(3) ? 3 : 2);
        boolean inMap = bin.equals("k") || bin.equals("deep");
        for (int i = 0; i < steps; i++) {
            boolean intoMap = once(8) ? once(2) : inMap;
            long create = once(2) ? 0 : pick(0x40, 0x80, 0xC0);
            path.add(
                    create
                            | (intoMap
                                    ? pick(0x22, 0x22, 0x22, 0x22, 0x20, 0x21, 0x23)
                                    : pick(0x10, 0x10, 0x10, 0x10, 0x11, 0x13)));
            Object value =
                    intoMap
                            ? stepValue()
                            // A negative index would stop a real server.
                            : create == PADDED
                                    ? (Object) pick(0, 1, 2, 3, 6)
                                    : once(12) ? stepValue() : (Object) pick(0, 1, 2, 3, -1, -1, 4);
            path.add(value);
            inMap = value.equals("map") || once(3);
        }
        return new Packed()
                .add(CollectionCode.WITH_CONTEXT)
                .addPacked(path.toBytes())
                .addPacked(call.toBytes())
                .toBytes();
    }

    private Object stepValue() {
        return switch (random.nextInt(4)) {
            case 0 -> pick(0, 1, 2, -1, -1, 3, 6);
            case 1 -> once(2) ? "x" : "a";
            default -> once(2) ? "list" : "map";
        };
    }

    private Object value() {
        return switch (random.nextInt(8)) {
            case 0, 1, 2 -> (long) random.nextInt(6);
            case 3 -> once(2) ? "a" : "x";
            case 4 -> List.of(1L, 2L);
            case 5 -> new TreeMap<>(Map.of("a", 1L));
            case 6 -> 2.5;
            default -> -1L;
        };
    }

    private Object key() {
        return once(2) ? (once(2) ? "a" : "x") : (Object) (long) random.nextInt(4);
    }

    private Packed collectionCall(boolean reads) {
        Packed call = new Packed();
        long index = pick(0, 1, 2, -1, -2, 5);
        long count = random.nextInt(4);
        long returnType = pick(0, 1, 2, 3, 4, 5, 6, 7, 7, 8, 13, 16, 17) | (once(5) ? 0x10000 : 0);
        if (reads) {
            return switch (random.nextInt(10)) {
                case 0 -> call.add(CollectionCode.LIST_SIZE);
                case 1 -> call.add(CollectionCode.MAP_SIZE);
                case 2 -> call.add(CollectionCode.LIST_GET).add(index);
                case 3 -> call.add(CollectionCode.LIST_GET_BY_RANK).add(returnType).add(index);
                case 4 ->
                        call.add(CollectionCode.LIST_GET_BY_VALUE_RELATIVE_RANK_RANGE)
                                .add(returnType)
                                .add(value())
                                .add(index);
                case 5 -> call.add(CollectionCode.MAP_GET_BY_KEY).add(returnType).add(key());
                case 6 ->
                        call.add(CollectionCode.MAP_GET_BY_KEY_RELATIVE_INDEX_RANGE)
                                .add(returnType)
                                .add(key())
                                .add(index)
                                .add(count);
                case 7 ->
                        call.add(CollectionCode.MAP_GET_BY_INDEX_RANGE).add(returnType).add(index);
                case 8 ->
                        call.add(CollectionCode.MAP_GET_ALL_BY_VALUE).add(returnType).add(value());
                default ->
                        call.add(CollectionCode.LIST_GET_ALL_BY_VALUE).add(returnType).add(value());
            };
        }
        return once(2)
                ? listChange(call, index, count, returnType)
                : mapChange(call, index, count, returnType);
    }

    /** Indexes are kept at the outermost level only; a real server is of two minds about others. */
    private int orderBits() {
        return outermost ? 0x1F : 0x0F;
    }

    private Packed listChange(Packed call, long index, long count, long returnType) {
        long order = pick(0, 0, 1, 1, 0x10, 0x11) & orderBits();
        long flags = once(2) ? 0 : random.nextInt(16);
        return switch (random.nextInt(16)) {
            case 0 -> call.add(CollectionCode.LIST_SET_ORDER).add(order);
            case 1 -> call.add(CollectionCode.LIST_APPEND).add(value());
            case 2 -> call.add(CollectionCode.LIST_APPEND).add(value()).add(order).add(flags);
            case 3 ->
                    call.add(CollectionCode.LIST_APPEND_ITEMS)
                            .add(List.of(value(), value()))
                            .add(order)
                            .add(flags);
            case 4 -> call.add(CollectionCode.LIST_INSERT).add(index).add(value()).add(flags);
            case 5 ->
                    call.add(CollectionCode.LIST_INSERT_ITEMS)
                            .add(index)
                            .add(List.of(value(), value()))
                            .add(flags);
            case 6 -> call.add(CollectionCode.LIST_SET).add(index).add(value()).add(flags);
            case 7 -> call.add(CollectionCode.LIST_INCREMENT).add(index);
            case 8 ->
                    call.add(CollectionCode.LIST_INCREMENT)
                            .add(index)
                            .add(once(3) ? (Object) 1.5 : 3L)
                            .add(order)
                            .add(flags);
            case 9 -> call.add(CollectionCode.LIST_SORT).add((long) random.nextInt(4));
            case 10 -> call.add(CollectionCode.LIST_POP_RANGE).add(index);
            case 11 -> call.add(CollectionCode.LIST_REMOVE_RANGE).add(index);
            case 12 ->
                    call.add(CollectionCode.LIST_REMOVE_BY_RANK_RANGE).add(returnType).add(index);
            case 13 ->
                    call.add(CollectionCode.LIST_REMOVE_BY_VALUE_RELATIVE_RANK_RANGE)
                            .add(returnType)
                            .add(value())
                            .add(index)
                            .add(count);
            case 14 ->
                    call.add(CollectionCode.LIST_REMOVE_BY_VALUE_RELATIVE_RANK_RANGE)
                            .add(returnType)
                            .add(value())
                            .add(index);
            default -> call.add(CollectionCode.LIST_CLEAR);
        };
    }

    private Packed mapChange(Packed call, long index, long count, long returnType) {
        long order = pick(0, 0, 1, 3, 0x11, 0x13) & orderBits();
        long flags = once(2) ? 0 : random.nextInt(16);
        return switch (random.nextInt(15)) {
            case 0 -> call.add(CollectionCode.MAP_SET_ORDER).add(order);
            case 1 -> call.add(CollectionCode.MAP_PUT).add(key()).add(value()).add(order);
            case 2 ->
                    call.add(CollectionCode.MAP_PUT).add(key()).add(value()).add(order).add(flags);
            case 3 ->
                    call.add(CollectionCode.MAP_PUT_ITEMS)
                            .add(new TreeMap<>(Map.of("a", value(), "q", value())))
                            .add(order)
                            .add(flags);
            case 4 -> call.add(CollectionCode.MAP_INCREMENT).add(key()).add(3L).add(order);
            case 5 -> call.add(CollectionCode.MAP_DECREMENT).add(key()).add(3L).add(order);
            case 6 -> call.add(CollectionCode.MAP_REMOVE_BY_KEY).add(returnType).add(key());
            case 7 ->
                    call.add(CollectionCode.MAP_REMOVE_BY_KEY_RELATIVE_INDEX_RANGE)
                            .add(returnType)
                            .add(key())
                            .add(index);
            case 8 ->
                    call.add(CollectionCode.MAP_REMOVE_BY_KEY_RELATIVE_INDEX_RANGE)
                            .add(returnType)
                            .add(key())
                            .add(index)
                            .add(count);
            case 9 ->
                    call.add(CollectionCode.MAP_REMOVE_BY_VALUE_RELATIVE_RANK_RANGE)
                            .add(returnType)
                            .add(value())
                            .add(index);
            case 10 ->
                    call.add(CollectionCode.MAP_REMOVE_BY_VALUE_RELATIVE_RANK_RANGE)
                            .add(returnType)
                            .add(value())
                            .add(index)
                            .add(count);
            case 11 ->
                    call.add(CollectionCode.MAP_REMOVE_BY_INDEX_RANGE).add(returnType).add(index);
            case 12 -> call.add(CollectionCode.MAP_REMOVE_BY_RANK_RANGE).add(returnType).add(index);
            case 13 ->
                    call.add(CollectionCode.MAP_REMOVE_BY_VALUE_LIST)
                            .add(returnType)
                            .add(List.of(1L, "a"));
            default -> call.add(CollectionCode.MAP_CLEAR);
        };
    }

    private void pathExpression() {
        boolean isList = once(2);
        outermost = false;
        Packed call =
                isList
                        ? listChange(new Packed(), pick(0, 1, -1), 2, pick(0, 7, 0x10000))
                        : mapChange(new Packed(), pick(0, 1, -1), 2, pick(0, 7, 0x10000));
        boolean nested = once(3);
        String bin = nested ? "deep" : isList ? (once(2) ? "l" : "o") : once(2) ? "m" : "k";
        int type = nested || !isList ? MAP_TYPE : LIST_TYPE;
        expression(
                type,
                MODIFIES,
                nested ? pathTo("deep", quoted(call)) : quoted(call).toBytes(),
                new Packed().add(BIN).add(type).addPacked(plain(bin)));
    }

    /** The call with lists quoted, since others are expressions. */
    private static Packed quoted(Packed call) {
        Packed quoted = new Packed();
        for (byte[] part : call.parts) {
            boolean list = (part[0] & 0xF0) == 0x90;
            quoted.addPacked(list ? new Packed().add(126L).addPacked(part).toBytes() : part);
        }
        return quoted;
    }

    // Sketches

    private void sketch() {
        boolean reads = once(2);
        String bin = once(10) ? "none" : once(15) ? "i" : once(2) ? "hll" : "hmh";
        byte[] payload = sketchCall(reads, false).toBytes();
        add(reads ? Operation.Type.HLL_READ : Operation.Type.HLL_MODIFY, bin, payload);
    }

    private void sketchExpression() {
        boolean reads = once(2);
        Packed call = sketchCall(reads, true);
        int type =
                !reads
                        ? HLL_TYPE
                        : switch (call.parts.get(0)[0]) {
                            case HllCode.UNION -> HLL_TYPE;
                            case HllCode.SIMILARITY -> FLOAT_TYPE;
                            case HllCode.DESCRIBE -> LIST_TYPE;
                            default -> INT_TYPE;
                        };
        expression(
                type,
                HLL_MODULE | (reads ? 0 : MODIFIES),
                call.toBytes(),
                new Packed().add(BIN).add(HLL_TYPE).addPacked(plain(once(2) ? "hll" : "hmh")));
    }

    private Packed sketchCall(boolean reads, boolean isQuoted) {
        long code =
                once(60) ? random.nextInt(60) : reads ? 50 + random.nextInt(7) : random.nextInt(5);
        Packed call = new Packed().add(code);
        if (once(60)) {
            return call;
        }
        long flags = once(2) ? 0 : random.nextInt(16);
        switch ((int) code) {
            case HllCode.INIT -> call.add(indexBits()).add(hashBits()).add(flags & 7);
            case HllCode.ADD -> {
                list(call, elements(), isQuoted).add(indexBits());
                if (once(2)) {
                    call.add(hashBits()).add(flags & 5);
                }
            }
            case HllCode.SET_UNION -> list(call, sketches(), isQuoted).add(flags);
            case HllCode.FOLD -> call.add(indexBits());
            case HllCode.MAY_CONTAIN -> list(call, elements(), isQuoted);
            case HllCode.UNION,
                    HllCode.UNION_COUNT,
                    HllCode.INTERSECT_COUNT,
                    HllCode.SIMILARITY -> {
                if (once(6)) {
                    List<Object> sketches = sketches();
                    call.add(sketches.isEmpty() ? "none" : sketches.get(0));
                } else {
                    list(call, sketches(), isQuoted);
                }
            }
            default -> {}
        }
        return call;
    }

    private static Packed list(Packed call, List<?> values, boolean isQuoted) {
        return isQuoted
                ? call.addPacked(new Packed().add(126L).add(values).toBytes())
                : call.add(values);
    }

    private long indexBits() {
        return once(6) ? pick(-1, 3, 17, 0) : pick(4, 5, 6, 7, 8, 8, -1);
    }

    private long hashBits() {
        return once(12) ? pick(3, 52, 60) : pick(-1, -1, 0, 4, 10, 10, 20);
    }

    private List<Object> elements() {
        List<Object> elements = new ArrayList<>();
        int count = once(20) ? 0 : 1 + random.nextInt(6);
        for (int i = 0; i < count; i++) {
            elements.add(
                    switch (random.nextInt(8)) {
                        case 0 -> "user" + random.nextInt(300);
                        case 1 -> random.nextDouble();
                        case 2 -> bytes(random.nextInt(40));
                        case 3 -> once(5) ? List.of(1L) : (Object) true;
                        case 4 -> "a longer text of several blocks " + random.nextInt(50);
                        default -> integer();
                    });
        }
        return elements;
    }

    /** Sketches as if values had been added, some of them broken. */
    private List<Object> sketches() {
        List<Object> sketches = new ArrayList<>();
        int hashBits = once(2) ? 0 : 10;
        int count = once(30) ? 0 : 1 + random.nextInt(3);
        for (int i = 0; i < count; i++) {
            int indexBits = once(3) ? 8 : 4 + random.nextInt(5);
            byte[] sketch = new byte[11 + ((6 + hashBits << indexBits) + 7) / 8];
            int kind = random.nextInt(6);
            for (int at = 11; at < sketch.length && kind > 0; at++) {
                sketch[at] = (byte) (random.nextInt(256) & random.nextInt(256));
            }
            sketch[1] = (byte) indexBits;
            sketch[2] = (byte) hashBits;
            if (once(40)) {
                sketch[random.nextInt(3)] = 33;
            }
            sketches.add(new RawParticle(once(10) ? 4 : 18, sketch));
            if (once(8)) {
                hashBits = 10 - hashBits;
            }
        }
        return sketches.isEmpty() && once(2) ? List.of("no sketch") : sketches;
    }
}

package dev.aerospikearrow.protocol.message;

import dev.aerospikearrow.operation.FunctionCall;
import dev.aerospikearrow.operation.GenerationCheck;
import dev.aerospikearrow.operation.Operation;
import dev.aerospikearrow.operation.WriteMode;
import dev.aerospikearrow.protocol.wire.MessageDescriptor;
import dev.aerospikearrow.protocol.wire.MessageFlags;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A command on one record, whichever frame carries it: a message of its own or a row of a batch
 * (docs/docs/internals/wire.md, sections 7 and 8.2). Immutable.
 */
public final class RecordCommand {
    /** Ttl: the server's default for the set or namespace. */
    public static final int TTL_SERVER_DEFAULT = 0;

    /** Ttl: the record never expires. */
    public static final int TTL_NEVER = -1;

    /** Ttl: the record keeps the expiry that it has. */
    public static final int TTL_UNCHANGED = -2;

    private final int info1;
    private final int info2;
    private final int info3;
    private final int generation;
    private final int ttl;
    private final Optional<byte[]> filter;
    private final List<Operation> operations;
    private final Optional<FunctionCall> function;

    private RecordCommand(
            int info1,
            int info2,
            int info3,
            int generation,
            int ttl,
            Optional<byte[]> filter,
            List<Operation> operations,
            Optional<FunctionCall> function) {
        if (operations.size() > MessageDescriptor.MAX_OPERATIONS) {
            throw new IllegalArgumentException(
                    operations.size()
                            + " operations in one command; at most "
                            + MessageDescriptor.MAX_OPERATIONS
                            + " are allowed.");
        }
        this.info1 = info1;
        this.info2 = info2;
        this.info3 = info3;
        this.generation = generation;
        this.ttl = ttl;
        this.filter = filter;
        this.operations = operations;
        this.function = function;
    }

    private static RecordCommand of(int info1, int info2, int info3, List<Operation> operations) {
        return new RecordCommand(
                info1,
                info2,
                info3,
                0,
                0,
                Optional.empty(),
                List.copyOf(operations),
                Optional.empty());
    }

    /** Reads all bins. */
    public static RecordCommand readAll() {
        return of(MessageFlags.INFO1_READ | MessageFlags.INFO1_GET_ALL, 0, 0, List.of());
    }

    /** Reads the named bins. */
    public static RecordCommand read(List<String> binNames) {
        if (binNames.isEmpty()) {
            return readHeader();
        }
        return of(MessageFlags.INFO1_READ, 0, 0, binNames.stream().map(Operation::get).toList());
    }

    public static RecordCommand read(String... binNames) {
        return read(Arrays.asList(binNames));
    }

    /** Reads generation and expiry only; also answers whether the record exists. */
    public static RecordCommand readHeader() {
        return of(MessageFlags.INFO1_READ | MessageFlags.INFO1_GET_NO_BINS, 0, 0, List.of());
    }

    /** Writes. */
    public static RecordCommand write(WriteMode mode, List<Operation> operations) {
        return of(0, MessageFlags.INFO2_WRITE | info2(mode), info3(mode), operations);
    }

    private static int info2(WriteMode mode) {
        return mode == WriteMode.CREATE ? MessageFlags.INFO2_CREATE_ONLY : 0;
    }

    private static int info3(WriteMode mode) {
        return switch (mode) {
            case UPSERT, CREATE -> 0;
            case UPDATE -> MessageFlags.INFO3_UPDATE_ONLY;
            case UPSERT_REPLACE -> MessageFlags.INFO3_CREATE_OR_REPLACE;
            case REPLACE -> MessageFlags.INFO3_REPLACE_ONLY;
        };
    }

    private static int info2(GenerationCheck check) {
        return switch (check) {
            case NONE -> 0;
            case EQUAL -> MessageFlags.INFO2_GENERATION;
            case GREATER -> MessageFlags.INFO2_GENERATION_GREATER;
        };
    }

    /** Deletes the record. */
    public static RecordCommand delete() {
        return of(0, MessageFlags.INFO2_WRITE | MessageFlags.INFO2_DELETE, 0, List.of());
    }

    /** Renews the expiry. */
    public static RecordCommand touch() {
        return of(0, MessageFlags.INFO2_WRITE, 0, List.of(Operation.touch()));
    }

    /** Calls a function that was registered with the nodes. */
    public static RecordCommand call(FunctionCall function) {
        return new RecordCommand(
                0,
                MessageFlags.INFO2_WRITE,
                0,
                0,
                0,
                Optional.empty(),
                List.of(),
                Optional.of(function));
    }

    /** Any mix of reads and writes, carried out in order and atomically on the one record. */
    public static RecordCommand operate(WriteMode mode, List<Operation> operations) {
        boolean reads = false;
        boolean writes = false;
        boolean readsAll = false;
        for (Operation operation : operations) {
            writes |= operation.writes();
            reads |= !operation.writes();
            readsAll |= operation.readsAllBins();
        }
        int info1 =
                (reads ? MessageFlags.INFO1_READ : 0) | (readsAll ? MessageFlags.INFO1_GET_ALL : 0);
        return writes
                ? of(info1, MessageFlags.INFO2_WRITE | info2(mode), info3(mode), operations)
                : of(info1, 0, 0, operations);
    }

    /** The same, but it happens only to a record for which the packed expression is true. */
    public RecordCommand withFilter(byte[] packedExpression) {
        return new RecordCommand(
                info1,
                info2,
                info3,
                generation,
                ttl,
                Optional.of(packedExpression.clone()),
                operations,
                function);
    }

    /** The same, but it happens only if the generation is as expected. */
    public RecordCommand withGeneration(GenerationCheck check, int expected) {
        int others =
                info2 & ~(MessageFlags.INFO2_GENERATION | MessageFlags.INFO2_GENERATION_GREATER);
        return new RecordCommand(
                info1, others | info2(check), info3, expected, ttl, filter, operations, function);
    }

    /**
     * The same with another ttl: for writes seconds from now, or one of the {@code TTL_} constants;
     * for reads the percentage of the ttl within which a read extends it, 0 for the server's
     * setting and -1 for never.
     */
    public RecordCommand withTtl(int newTtl) {
        return new RecordCommand(
                info1, info2, info3, generation, newTtl, filter, operations, function);
    }

    /** The same, leaving a tombstone when it deletes (Enterprise servers). */
    public RecordCommand withDurableDelete() {
        return new RecordCommand(
                info1,
                info2 | MessageFlags.INFO2_DURABLE_DELETE,
                info3,
                generation,
                ttl,
                filter,
                operations,
                function);
    }

    /**
     * The same for a read, with flags that say how strongly consistent namespaces are read.
     *
     * @param flags of {@link MessageFlags#INFO3_SC_READ_TYPE} and {@link
     *     MessageFlags#INFO3_SC_READ_RELAX}
     */
    public RecordCommand withReadFlags(int flags) {
        return new RecordCommand(
                info1, info2, info3 | flags, generation, ttl, filter, operations, function);
    }

    /**
     * The same, answering one result per operation in the request's order, so that results can be
     * told apart by position.
     */
    public RecordCommand withResultPerOperation() {
        return new RecordCommand(
                info1,
                info2 | MessageFlags.INFO2_RESPOND_ALL_OPS,
                info3,
                generation,
                ttl,
                filter,
                operations,
                function);
    }

    public int info1() {
        return info1;
    }

    public int info2() {
        return info2;
    }

    public int info3() {
        return info3;
    }

    public int generation() {
        return generation;
    }

    public int ttl() {
        return ttl;
    }

    /** The packed filter expression. */
    public Optional<byte[]> filter() {
        return filter;
    }

    public List<Operation> operations() {
        return operations;
    }

    /** The function that is called instead of operations. */
    public Optional<FunctionCall> function() {
        return function;
    }

    public boolean writes() {
        return (info2 & MessageFlags.INFO2_WRITE) != 0;
    }

    public boolean reads() {
        return (info1 & MessageFlags.INFO1_READ) != 0;
    }

    @Override
    public String toString() {
        if (function.isPresent()) {
            return "call of " + function.get();
        }
        String name =
                (info2 & MessageFlags.INFO2_DELETE) != 0
                        ? "delete"
                        : writes()
                                ? "write"
                                : (info1 & MessageFlags.INFO1_GET_ALL) != 0
                                        ? "read all bins"
                                        : "read";
        return operations.isEmpty() ? name : name + " " + operations;
    }
}

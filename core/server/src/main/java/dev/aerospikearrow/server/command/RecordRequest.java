package dev.aerospikearrow.server.command;

import dev.aerospikearrow.data.ParticleType;
import dev.aerospikearrow.data.ResultCode;
import dev.aerospikearrow.protocol.msgpack.MsgpackReader;
import dev.aerospikearrow.protocol.wire.Bytes;
import dev.aerospikearrow.protocol.wire.FieldType;
import dev.aerospikearrow.protocol.wire.MalformedReplyException;
import dev.aerospikearrow.protocol.wire.MessageDescriptor;
import dev.aerospikearrow.protocol.wire.MessageFlags;
import dev.aerospikearrow.server.expression.RecordFilter;
import dev.aerospikearrow.server.message.Explanation;
import dev.aerospikearrow.server.message.RequestException;
import dev.aerospikearrow.server.message.RequestMessage;
import dev.aerospikearrow.server.security.Access;
import dev.aerospikearrow.server.security.Right;
import dev.aerospikearrow.server.store.NamespaceSettings;
import dev.aerospikearrow.server.store.RecordStore;
import dev.aerospikearrow.server.store.RequestedBins;

/**
 * A command on one record, checked and ready to be carried out on any digest: of a message of its
 * own, or of a row of a batch and the rows that repeat it. A window on the request; reusable by
 * {@link #parse}; not thread-safe.
 */
final class RecordRequest {
    /** What a command does. */
    enum Kind {
        READ_HEADER,
        READ_ALL_BINS,
        /** Reads bins by name, with nothing but READ operations. */
        READ_BINS,
        /** Reads by operations of any kind. */
        READ_BY_OPERATIONS,
        WRITE,
        DELETE,
        /** Answers {@link #failure} whatever the record is. */
        REFUSED
    }

    private static final int MAX_TTL_SECONDS = 315_360_000;
    private static final int TTL_NEVER = -1;
    private static final int TTL_UNCHANGED = -2;
    private static final int MAX_SET_NAME_LENGTH = 63;
    private static final int REPLACES =
            MessageFlags.INFO3_CREATE_OR_REPLACE | MessageFlags.INFO3_REPLACE_ONLY;
    private static final int LINEARIZED = MessageFlags.INFO3_SC_READ_TYPE;
    private static final int READ_MODES =
            MessageFlags.INFO3_SC_READ_TYPE | MessageFlags.INFO3_SC_READ_RELAX;

    private static final RequestException NO_FAILURE = new RequestException(ResultCode.OK);

    final RequestedBins selection = new RequestedBins();

    private byte[] bytes = new byte[0];
    private RecordStore store;
    private Kind kind = Kind.REFUSED;
    private RequestException failure = NO_FAILURE;
    private Explanation explanation = Explanation.NONE;
    private int info1;
    private int info2;
    private int info3;
    private int generation;
    private int ttl;
    private int setOffset;
    private int setLength;
    private int keyOffset;
    private int keyLength;
    private int operationsOffset;
    private int operationCount;
    private RecordFilter filter = RecordFilter.ALL;
    private boolean filtered;
    private boolean touches;
    private boolean callsFunction;

    RecordRequest(RecordStore anyStore) {
        store = anyStore;
    }

    /**
     * Points at a command.
     *
     * @param fields where fields and operations lie; the header's own flags are not looked at
     */
    RecordRequest parse(
            RecordStore inStore,
            RequestMessage fields,
            int newInfo1,
            int newInfo2,
            int newInfo3,
            int newGeneration,
            int newTtl) {
        bytes = fields.bytes();
        store = inStore;
        info1 = newInfo1;
        info2 = newInfo2;
        info3 = newInfo3;
        generation = newGeneration;
        ttl = newTtl;
        setOffset = fields.fieldOffset(FieldType.SET);
        setLength = fields.fieldLength(FieldType.SET);
        keyOffset = fields.fieldOffset(FieldType.USER_KEY);
        keyLength = fields.fieldLength(FieldType.USER_KEY);
        operationsOffset = fields.operationsOffset();
        operationCount = fields.operationCount();
        filter = RecordFilter.ALL;
        filtered = false;
        touches = false;
        callsFunction = fields.hasField(FieldType.FUNCTION_MODULE);
        failure = NO_FAILURE;
        explanation = Explanation.NONE;
        try {
            check();
        } catch (RequestException e) {
            refuse(e);
        }
        return this;
    }

    /** Refuses the command if its user may not give it; called after {@link #parse}. */
    void check(Access access, RequestMessage fields) {
        if (access == Access.UNRESTRICTED) {
            return;
        }
        String namespace = store.namespace();
        String set = fields.text(FieldType.SET);
        boolean writes = (info2 & MessageFlags.INFO2_WRITE) != 0;
        boolean reads = (info1 & MessageFlags.INFO1_READ) != 0;
        if (writes && !access.allows(Right.WRITE, namespace, set)
                || reads && !access.allows(Right.READ, namespace, set)) {
            refuse(new RequestException(ResultCode.ROLE_VIOLATION));
        }
    }

    /** Sets the filter; called after {@link #parse}. */
    void compileFilter(byte[] source, int offset, int length) {
        try {
            filter = RecordFilter.compile(source, offset, length, store.nowNanos());
            filtered = true;
        } catch (RequestException e) {
            refuse(e);
        }
    }

    /** Sets a filter that is compiled already. */
    void filter(RecordFilter compiled) {
        filter = compiled;
        filtered = true;
    }

    private void refuse(RequestException why) {
        kind = Kind.REFUSED;
        failure = why;
    }

    /** Refuses values that are nested more deeply; called after {@link #parse}. */
    void limitNesting(int maxDepth) {
        if (maxDepth == Integer.MAX_VALUE || kind != Kind.WRITE) {
            return;
        }
        int at = operationsOffset;
        for (int i = 0; i < operationCount; i++) {
            int type = particleType(at);
            if (type == ParticleType.LIST || type == ParticleType.MAP) {
                int depth = depth(at);
                if (depth > maxDepth) {
                    refuse(
                            new RequestException(
                                    ResultCode.PARAMETER.code(),
                                    0,
                                    "a list or map is nested "
                                            + depth
                                            + " levels deep, at most "
                                            + maxDepth
                                            + " are allowed"));
                    return;
                }
            }
            at = nextOperation(at);
        }
    }

    private int depth(int operation) {
        try {
            return MsgpackReader.depth(bytes, valueOffset(operation), valueLength(operation));
        } catch (MalformedReplyException e) {
            // Refused for that, later.
            return 0;
        }
    }

    /** Says how much is to be told of a refusal; called after {@link #parse}. */
    void explain(Explanation wanted) {
        explanation = wanted;
    }

    /** How much is to be told of a refusal. */
    Explanation explanation() {
        return explanation;
    }

    private void check() {
        if (callsFunction) {
            // As a server whose disable-udf-execution is true.
            throw new RequestException(ResultCode.FORBIDDEN);
        }
        require(setLength <= MAX_SET_NAME_LENGTH);
        boolean writes = (info2 & MessageFlags.INFO2_WRITE) != 0;
        require(writes || (info1 & MessageFlags.INFO1_READ) != 0);
        if (!writes && (info3 & READ_MODES) == LINEARIZED) {
            throw new RequestException(ResultCode.ENTERPRISE_ONLY);
        }
        checkNames();
        kind = writes ? kindOfWrite() : kindOfRead();
    }

    private static void require(boolean condition) {
        if (!condition) {
            throw new RequestException(ResultCode.PARAMETER);
        }
    }

    private void checkNames() {
        int at = operationsOffset;
        for (int i = 0; i < operationCount; i++) {
            int name = at + MessageDescriptor.OPERATION_HEADER_LENGTH;
            int length = bytes[at + MessageDescriptor.OPERATION_NAME_LENGTH] & 0xFF;
            if (length > MessageDescriptor.MAX_BIN_NAME_LENGTH) {
                throw new RequestException(ResultCode.BIN_NAME);
            }
            for (int k = 0; k < length; k++) {
                if (bytes[name + k] == 0) {
                    throw new RequestException(ResultCode.BIN_NAME);
                }
            }
            at = nextOperation(at);
        }
    }

    private Kind kindOfRead() {
        if ((info1 & MessageFlags.INFO1_GET_NO_BINS) != 0) {
            return Kind.READ_HEADER;
        }
        if ((info1 & MessageFlags.INFO1_GET_ALL) != 0) {
            return Kind.READ_ALL_BINS;
        }
        require(operationCount > 0);
        boolean onlyReads = true;
        int at = operationsOffset;
        for (int i = 0; i < operationCount; i++) {
            OperationRule rule = OperationRule.of(operationCode(at));
            require(!rule.writes());
            onlyReads &= rule == OperationRule.READ;
            at = nextOperation(at);
        }
        if (onlyReads && !respondsToAllOperations()) {
            selection.reset(bytes, operationsOffset, operationCount);
            return Kind.READ_BINS;
        }
        return Kind.READ_BY_OPERATIONS;
    }

    private Kind kindOfWrite() {
        if ((info2 & MessageFlags.INFO2_DELETE) != 0) {
            if ((info2 & MessageFlags.INFO2_DURABLE_DELETE) != 0) {
                throw new RequestException(ResultCode.ENTERPRISE_ONLY);
            }
            return Kind.DELETE;
        }
        require(operationCount > 0);
        boolean mayRead = (info1 & MessageFlags.INFO1_READ) != 0;
        int allBinReads = 0;
        int otherResults = 0;
        int at = operationsOffset;
        for (int i = 0; i < operationCount; i++) {
            OperationRule rule = OperationRule.of(operationCode(at));
            require(rule.writes() || mayRead);
            touches |= rule == OperationRule.TOUCH;
            require(!replaces() || rule.mixesWithReplace() && !isRemoval(rule, particleType(at)));
            if (readsAllBins(at)) {
                allBinReads++;
            } else if (!rule.writes() || rule.mayAnswer()) {
                otherResults++;
            }
            at = nextOperation(at);
        }
        require(
                !readsAllBins()
                        || allBinReads == 1 && otherResults == 0 && !respondsToAllOperations());
        checkTtl();
        return Kind.WRITE;
    }

    private static boolean isRemoval(OperationRule rule, int particleType) {
        return rule == OperationRule.WRITE && particleType == ParticleType.NULL;
    }

    private void checkTtl() {
        if (ttl == TTL_NEVER || ttl == TTL_UNCHANGED) {
            return;
        }
        require(ttl >= 0 && ttl <= MAX_TTL_SECONDS);
        int seconds = ttl == 0 ? store.settings().defaultTtlSeconds() : ttl;
        if (seconds > 0 && store.settings().expiration() == NamespaceSettings.Expiration.OFF) {
            throw new RequestException(ResultCode.FORBIDDEN);
        }
    }

    /**
     * When a record that is written now expires, in seconds since 2010.
     *
     * @param currentVoidTime the record's, 0 if it never expires or is new
     */
    int voidTimeAfterWrite(boolean exists, int currentVoidTime) {
        if (ttl == TTL_NEVER) {
            return 0;
        }
        if (ttl == TTL_UNCHANGED && exists) {
            return currentVoidTime;
        }
        int seconds = ttl > 0 ? ttl : store.settings().defaultTtlSeconds();
        return seconds == 0 ? 0 : store.nowSeconds() + seconds;
    }

    Kind kind() {
        return kind;
    }

    /** The code that answers a {@link Kind#REFUSED} command. */
    RequestException failure() {
        return failure;
    }

    byte[] bytes() {
        return bytes;
    }

    RecordStore store() {
        return store;
    }

    int generation() {
        return generation;
    }

    int ttl() {
        return ttl;
    }

    boolean hasSet() {
        return setLength > 0;
    }

    int setOffset() {
        return setOffset;
    }

    int setLength() {
        return setLength;
    }

    boolean hasUserKey() {
        return keyOffset != RequestMessage.NO_FIELD;
    }

    int keyOffset() {
        return keyOffset;
    }

    int keyLength() {
        return keyLength;
    }

    /**
     * Whether the key that was sent can be stored: it is there, and an integer has all its bytes.
     */
    boolean hasStorableUserKey() {
        return keyLength > 0
                && (bytes[keyOffset] != ParticleType.INTEGER || keyLength == 1 + Long.BYTES);
    }

    /** Whether the command is for a record that exists. */
    boolean needsRecord() {
        return touches
                || hasInfo3(MessageFlags.INFO3_UPDATE_ONLY | MessageFlags.INFO3_REPLACE_ONLY);
    }

    boolean hasFilter() {
        return filtered;
    }

    RecordFilter filter() {
        return filter;
    }

    int operationsOffset() {
        return operationsOffset;
    }

    int operationCount() {
        return operationCount;
    }

    boolean hasInfo2(int flag) {
        return (info2 & flag) != 0;
    }

    boolean hasInfo3(int flag) {
        return (info3 & flag) != 0;
    }

    boolean replaces() {
        return (info3 & REPLACES) != 0;
    }

    boolean readsAllBins() {
        return (info1 & MessageFlags.INFO1_GET_ALL) != 0;
    }

    /** Whether an operation is the one that reads all bins. */
    boolean readsAllBins(int at) {
        return readsAllBins()
                && operationCode(at) == OperationRule.READ.code()
                && nameLength(at) == 0;
    }

    boolean respondsToAllOperations() {
        return (info2 & MessageFlags.INFO2_RESPOND_ALL_OPS) != 0;
    }

    int operationCode(int at) {
        return bytes[at + MessageDescriptor.OPERATION_CODE] & 0xFF;
    }

    int particleType(int at) {
        return bytes[at + MessageDescriptor.OPERATION_PARTICLE_TYPE] & 0xFF;
    }

    int nameOffset(int at) {
        return at + MessageDescriptor.OPERATION_HEADER_LENGTH;
    }

    int nameLength(int at) {
        return bytes[at + MessageDescriptor.OPERATION_NAME_LENGTH] & 0xFF;
    }

    int valueOffset(int at) {
        return nameOffset(at) + nameLength(at);
    }

    int valueLength(int at) {
        return nextOperation(at) - valueOffset(at);
    }

    int nextOperation(int at) {
        return at + 4 + Bytes.getInt(bytes, at);
    }
}

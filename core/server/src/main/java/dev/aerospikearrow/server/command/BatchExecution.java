package dev.aerospikearrow.server.command;

import dev.aerospikearrow.data.ResultCode;
import dev.aerospikearrow.protocol.info.ServerBuild;
import dev.aerospikearrow.protocol.key.PartitionId;
import dev.aerospikearrow.protocol.wire.Bytes;
import dev.aerospikearrow.protocol.wire.FieldType;
import dev.aerospikearrow.protocol.wire.MessageDescriptor;
import dev.aerospikearrow.protocol.wire.MessageFlags;
import dev.aerospikearrow.protocol.wire.WireBuffer;
import dev.aerospikearrow.server.cluster.PartitionRights;
import dev.aerospikearrow.server.expression.RecordFilter;
import dev.aerospikearrow.server.message.Explanation;
import dev.aerospikearrow.server.message.RequestException;
import dev.aerospikearrow.server.message.RequestMessage;
import dev.aerospikearrow.server.security.Access;
import dev.aerospikearrow.server.store.NamespaceTable;
import dev.aerospikearrow.server.store.RecordStore;

/**
 * One batch while it is carried out (docs/docs/internals/wire.md, section 8): rows in the request's
 * order, answers of rows whose partition is another node's at the end. It can stop between two rows
 * when the client does not read, and go on later. Rows that repeat the one before them allocate
 * nothing.
 *
 * <pre>
 *  0             4                        24          25
 * +-------------+------------------------+-----------+------------------------------------
 * | batch index | digest                 | row flags | unless it repeats: info, generation,
 * |             |                        |           | ttl, counts, fields, operations
 * +-------------+------------------------+-----------+------------------------------------
 * </pre>
 */
public final class BatchExecution {
    private static final int RESPOND_ALL = 0x04;
    private static final int DELIVER_FAILED = 0x08;

    private static final int DIGEST = 4;
    private static final int FLAGS = 24;
    private static final int REPEATED_ROW_LENGTH = 25;

    private static final int ROW_REPEAT = 0x01;
    private static final int ROW_INFO = 0x02;
    private static final int ROW_GENERATION = 0x04;
    private static final int ROW_TTL = 0x08;
    private static final int ROW_INFO4 = 0x10;

    /** Which of the parent's info3 bits hold for rows without their own. */
    private static final int INHERITED_INFO3 =
            MessageFlags.INFO3_SC_READ_TYPE | MessageFlags.INFO3_SC_READ_RELAX;

    /** Treated like {@link FieldType#BATCH}. */
    private static final int ALTERNATIVE_BATCH_FIELD = 42;

    /** Row count and flags. */
    private static final int BATCH_HEADER_LENGTH = 5;

    private final NamespaceTable namespaces;
    private final PartitionRights rights;
    private final Access access;
    private final RecordExecutor executor;
    private final ServerBuild build;
    private final BatchFrames reply;
    private final RequestMessage row = new RequestMessage();
    private final RecordRequest request;
    private final ForwardedRows forwarded = new ForwardedRows();

    private byte[] bytes = new byte[0];
    private int at;
    private int limit;
    private long rowsLeft;
    private int flags;
    private int inheritedInfo3;
    private RecordFilter batchFilter = RecordFilter.ALL;
    private boolean hasBatchFilter;
    private boolean isRepeatable;
    private boolean writes;
    private int nowSeconds;

    BatchExecution(
            NamespaceTable namespaces,
            PartitionRights rights,
            Access access,
            RecordExecutor executor,
            ServerBuild build,
            BatchFrames reply) {
        this.build = build;
        this.namespaces = namespaces;
        this.rights = rights;
        this.access = access;
        this.executor = executor;
        this.reply = reply;
        this.request = new RecordRequest(namespaces.first());
    }

    BatchFrames reply() {
        return reply;
    }

    /**
     * Reads the parent message.
     *
     * @param source stays as it is until the batch is done
     * @throws RequestException if there is no batch in it
     */
    void start(byte[] source, int offset, int length) {
        bytes = source;
        limit = offset + length;
        nowSeconds = namespaces.first().nowSeconds();
        inheritedInfo3 = source[offset + MessageDescriptor.INFO3] & INHERITED_INFO3;
        int batchOffset = findBatch(offset);
        if (limit - batchOffset < BATCH_HEADER_LENGTH) {
            throw new RequestException(ResultCode.PARAMETER);
        }
        rowsLeft = Integer.toUnsignedLong(Bytes.getInt(bytes, batchOffset));
        flags = bytes[batchOffset + 4];
        at = batchOffset + BATCH_HEADER_LENGTH;
        if (rowsLeft == 0) {
            throw new RequestException(ResultCode.PARAMETER);
        }
    }

    /**
     * Looks through the parent's fields. The length of the batch itself is not trusted when it is
     * the last field: a widely used client writes too large a one.
     */
    private int findBatch(int offset) {
        int batchOffset = -1;
        int field = offset + MessageDescriptor.HEADER_LENGTH;
        int count = Bytes.getUnsignedShort(bytes, offset + MessageDescriptor.FIELD_COUNT);
        for (int left = count; left > 0; left--) {
            if (limit - field < MessageDescriptor.FIELD_HEADER_LENGTH) {
                throw new RequestException(ResultCode.PARAMETER);
            }
            int length = Bytes.getInt(bytes, field);
            int type = bytes[field + 4];
            int data = field + MessageDescriptor.FIELD_HEADER_LENGTH;
            boolean isBatch = type == FieldType.BATCH || type == ALTERNATIVE_BATCH_FIELD;
            if (isBatch) {
                batchOffset = data;
                if (left == 1) {
                    break;
                }
            }
            if (length < 1 || length > limit - field - 4) {
                throw new RequestException(ResultCode.PARAMETER);
            }
            if (type == FieldType.FILTER) {
                batchFilter =
                        RecordFilter.compile(
                                bytes, data, length - 1, namespaces.first().nowNanos());
                hasBatchFilter = true;
            }
            field += 4 + length;
        }
        if (batchOffset < 0) {
            throw new RequestException(ResultCode.PARAMETER);
        }
        return batchOffset;
    }

    /**
     * Carries out rows until all are done or the channel is congested.
     *
     * @return whether the batch is done
     */
    public boolean advance(ReplyChannel channel) {
        try {
            while (rowsLeft > 0) {
                int resultCode = nextRow(channel);
                rowsLeft--;
                if (isFailure(resultCode) && (flags & RESPOND_ALL) == 0) {
                    if ((flags & DELIVER_FAILED) != 0) {
                        forwarded.drainTo(reply, channel);
                        reply.flush(channel);
                    }
                    reply.end(channel, resultCode);
                    return true;
                }
                if (channel.isCongested()) {
                    return false;
                }
            }
            forwarded.drainTo(reply, channel);
            reply.flush(channel);
            reply.end(channel, ResultCode.OK.code());
        } catch (RequestException e) {
            rowsLeft = 0;
            reply.end(channel, e.resultCode());
        }
        return true;
    }

    private static boolean isFailure(int resultCode) {
        return resultCode != ResultCode.OK.code()
                && resultCode != ResultCode.NOT_FOUND.code()
                && resultCode != ResultCode.FILTERED_OUT.code();
    }

    private int nextRow(ReplyChannel channel) {
        int start = at;
        if (limit - start < REPEATED_ROW_LENGTH) {
            throw new RequestException(ResultCode.PARAMETER);
        }
        if ((bytes[start + FLAGS] & ROW_REPEAT) == 0) {
            at = parseRow(start + FLAGS);
        } else {
            if (!isRepeatable) {
                throw new RequestException(ResultCode.PARAMETER);
            }
            at = start + REPEATED_ROW_LENGTH;
        }
        int batchIndex = Bytes.getInt(bytes, start);
        int partitionId = PartitionId.of(bytes, start + DIGEST);
        boolean isLocal = writes ? rights.masters(partitionId) : rights.holds(partitionId);
        if (!isLocal) {
            WireBuffer answer = forwarded.rows();
            int resultCode =
                    executor.execute(
                            request, bytes, start + DIGEST, nowSeconds, batchIndex, answer);
            forwarded.endRow(reply, channel);
            return resultCode;
        }
        int resultCode =
                executor.execute(
                        request, bytes, start + DIGEST, nowSeconds, batchIndex, reply.rows());
        reply.endRow(channel);
        return resultCode;
    }

    /** Reads what follows the digest of a row that does not repeat, and returns where it ends. */
    private int parseRow(int flagsOffset) {
        int rowFlags = bytes[flagsOffset];
        int next = flagsOffset + 1;
        int fixedLength =
                1
                        + ((rowFlags & ROW_INFO) != 0 ? 2 : 0)
                        + ((rowFlags & ROW_INFO4) != 0 ? 1 : 0)
                        + ((rowFlags & ROW_GENERATION) != 0 ? 2 : 0)
                        + ((rowFlags & ROW_TTL) != 0 ? 4 : 0)
                        + 4;
        if (limit - next < fixedLength) {
            throw new RequestException(ResultCode.PARAMETER);
        }
        int info1 = bytes[next++] & 0xFF;
        int info2 = 0;
        int info3 = inheritedInfo3;
        if ((rowFlags & ROW_INFO) != 0) {
            info2 = bytes[next++] & 0xFF;
            info3 = bytes[next++] & 0xFF;
        }
        int info4 = 0;
        if ((rowFlags & ROW_INFO4) != 0) {
            info4 = bytes[next++] & 0xFF;
        }
        int generation = 0;
        if ((rowFlags & ROW_GENERATION) != 0) {
            generation = Bytes.getUnsignedShort(bytes, next);
            next += 2;
        }
        int ttl = 0;
        if ((rowFlags & ROW_TTL) != 0) {
            ttl = Bytes.getInt(bytes, next);
            next += 4;
        }
        // A count of 0 stands for 1: there is always a namespace.
        int fieldCount = Math.max(1, Bytes.getUnsignedShort(bytes, next));
        int operationCount = Bytes.getUnsignedShort(bytes, next + 2);
        int end = row.parseRow(bytes, next + 4, limit, fieldCount, operationCount);
        RecordStore store = CommandProcessor.namespace(namespaces, row);
        if (store == null) {
            throw new RequestException(ResultCode.PARAMETER);
        }
        request.parse(store, row, info1, info2, info3, generation, ttl);
        request.explain(Explanation.of(info4, build));
        request.limitNesting(build.maxNestingDepth());
        setFilter();
        request.check(access, row);
        isRepeatable = !request.hasUserKey();
        writes = (info2 & MessageFlags.INFO2_WRITE) != 0;
        return end;
    }

    private void setFilter() {
        if (row.hasField(FieldType.FILTER)) {
            request.compileFilter(
                    bytes, row.fieldOffset(FieldType.FILTER), row.fieldLength(FieldType.FILTER));
        } else if (hasBatchFilter) {
            request.filter(batchFilter);
        }
    }
}

package dev.aerospikearrow.server.command;

import dev.aerospikearrow.data.ResultCode;
import dev.aerospikearrow.protocol.key.PartitionId;
import dev.aerospikearrow.protocol.wire.Bytes;
import dev.aerospikearrow.protocol.wire.MessageDescriptor;
import dev.aerospikearrow.protocol.wire.WireBuffer;
import dev.aerospikearrow.server.expression.BinOperator;
import dev.aerospikearrow.server.message.Explanation;
import dev.aerospikearrow.server.message.ReplyHeader;
import dev.aerospikearrow.server.message.RequestException;
import dev.aerospikearrow.server.store.RecordSnapshot;
import dev.aerospikearrow.server.store.ServerTime;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The executor of commands on single records, which appends one reply message each. Reads of bins
 * allocate nothing. Not thread-safe: one for each thread that serves.
 */
final class RecordExecutor {
    private static final int READ_TOUCH_NEVER = -1;
    private static final RequestException FILTERED_OUT =
            new RequestException(ResultCode.FILTERED_OUT.code(), 0, "filtered out");
    private static final RequestException OTHER_KEY = new RequestException(ResultCode.KEY_MISMATCH);
    private static final RequestException OTHER_SET =
            new RequestException(
                    ResultCode.PARAMETER.code(), 0, "the record belongs to another set");

    private final WireBuffer results = new WireBuffer();
    private final OperationRunner operations;

    RecordExecutor(BinOperator operator) {
        operations = new OperationRunner(operator);
    }

    /**
     * Carries out a command.
     *
     * @param digest holds the record's digest at {@code digestOffset}
     * @param nowSeconds now in seconds since 2010
     * @param batchIndex goes into the answer
     * @param reply the answer is appended to it
     * @return the answer's result code
     */
    int execute(
            RecordRequest request,
            byte[] digest,
            int digestOffset,
            int nowSeconds,
            int batchIndex,
            WireBuffer reply) {
        switch (request.kind()) {
            case REFUSED -> {
                return refuse(reply, request.failure(), request.explanation(), null, batchIndex);
            }
            case WRITE, DELETE -> {
                return write(request, digest, digestOffset, nowSeconds, batchIndex, reply);
            }
            default -> {
                return read(request, digest, digestOffset, nowSeconds, batchIndex, reply);
            }
        }
    }

    private int read(
            RecordRequest request,
            byte[] digest,
            int digestOffset,
            int nowSeconds,
            int batchIndex,
            WireBuffer reply) {
        RecordSnapshot record = request.store().get(digest, digestOffset);
        if (record == null || record.isExpiredAt(nowSeconds)) {
            return answer(reply, ResultCode.NOT_FOUND.code(), null, batchIndex);
        }
        RequestException refusal = refusal(request, record);
        if (refusal != null) {
            return refuse(reply, refusal, request.explanation(), record, batchIndex);
        }
        if (record.voidTimeSeconds() != 0 && request.ttl() != 0) {
            int touched = touchByRead(request, digest, digestOffset, record, nowSeconds);
            if (touched != 0) {
                return answer(reply, touched, record, batchIndex);
            }
        }
        if (request.kind() == RecordRequest.Kind.READ_BY_OPERATIONS) {
            return readByOperations(request, record, batchIndex, reply);
        }
        int header = reply.reserve(MessageDescriptor.HEADER_LENGTH);
        int operationCount = 0;
        if (request.kind() == RecordRequest.Kind.READ_BINS) {
            operationCount = request.selection.copy(record, reply);
        } else if (request.kind() == RecordRequest.Kind.READ_ALL_BINS) {
            byte[] bins = record.bins();
            reply.putBytes(bins, 0, bins.length);
            operationCount = record.binCount();
        }
        putHeader(reply, header, 0, record, batchIndex, operationCount);
        return 0;
    }

    private int readByOperations(
            RecordRequest request, RecordSnapshot record, int batchIndex, WireBuffer reply) {
        results.clear();
        try {
            int operationCount = operations.read(request, record, results);
            int header = reply.reserve(MessageDescriptor.HEADER_LENGTH);
            reply.putBytes(results.array(), 0, results.length());
            putHeader(reply, header, 0, record, batchIndex, operationCount);
            return 0;
        } catch (RequestException e) {
            return refuse(reply, e, request.explanation(), record, batchIndex);
        }
    }

    /** Why the request may not have the record that it found; null if it may. */
    static @Nullable RequestException refusal(RecordRequest request, RecordSnapshot record) {
        if (request.hasSet()
                && !record.set()
                        .hasName(request.bytes(), request.setOffset(), request.setLength())) {
            return OTHER_SET;
        }
        if (request.hasFilter() && !request.filter().matches(record)) {
            return FILTERED_OUT;
        }
        return request.hasUserKey() && differsFrom(record.userKey(), request) ? OTHER_KEY : null;
    }

    private static boolean differsFrom(byte @Nullable [] userKey, RecordRequest request) {
        return userKey != null
                && !Arrays.equals(
                        userKey,
                        0,
                        userKey.length,
                        request.bytes(),
                        request.keyOffset(),
                        request.keyOffset() + request.keyLength());
    }

    /**
     * Extends the life of a record that is read in the last part of it.
     *
     * @return a result code
     */
    private static int touchByRead(
            RecordRequest request,
            byte[] digest,
            int digestOffset,
            RecordSnapshot record,
            int nowSeconds) {
        int percent = request.ttl();
        if (percent == READ_TOUCH_NEVER) {
            return 0;
        }
        if (percent < 1 || percent > 100) {
            return ResultCode.PARAMETER.code();
        }
        long remaining = Integer.toUnsignedLong(record.voidTimeSeconds() - nowSeconds);
        long ttl =
                Integer.toUnsignedLong(record.voidTimeSeconds())
                        + ServerTime.EPOCH_2010_SECONDS
                        - record.lastUpdateNanos() / 1_000_000_000L;
        if (remaining * 100 > ttl * percent) {
            return 0;
        }
        byte[] own = new byte[RecordSnapshot.DIGEST_LENGTH];
        record.copyDigest(own, 0);
        request.store()
                .partition(PartitionId.of(digest, digestOffset))
                .update(
                        digest,
                        digestOffset,
                        current ->
                                current != record
                                        ? current
                                        : new RecordSnapshot(
                                                own,
                                                0,
                                                record.set(),
                                                record.generation(),
                                                nowSeconds + (int) ttl,
                                                request.store().nowNanos(),
                                                record.userKey(),
                                                record.binCount(),
                                                record.bins()));
        return 0;
    }

    private int write(
            RecordRequest request,
            byte[] digest,
            int digestOffset,
            int nowSeconds,
            int batchIndex,
            WireBuffer reply) {
        results.clear();
        RecordUpdate update =
                new RecordUpdate(request, operations, digest, digestOffset, nowSeconds, results);
        try {
            request.store()
                    .partition(PartitionId.of(digest, digestOffset))
                    .update(digest, digestOffset, update);
        } catch (RequestException e) {
            return refuse(reply, e, request.explanation(), update.found(), batchIndex);
        }
        int header = reply.reserve(MessageDescriptor.HEADER_LENGTH);
        reply.putBytes(results.array(), 0, results.length());
        putHeader(reply, header, 0, update.written(), batchIndex, update.resultCount());
        return 0;
    }

    /** Appends an answer that says why there is no other. */
    static int refuse(
            WireBuffer reply,
            RequestException why,
            Explanation explanation,
            @Nullable RecordSnapshot record,
            int batchIndex) {
        int header = reply.reserve(MessageDescriptor.HEADER_LENGTH);
        int fieldCount = explanation.append(reply, why);
        putHeader(reply, header, why.resultCode(), record, batchIndex, 0);
        Bytes.putShort(reply.array(), header + MessageDescriptor.FIELD_COUNT, fieldCount);
        return why.resultCode();
    }

    /** Appends an answer without operations. */
    static int answer(
            WireBuffer reply, int resultCode, @Nullable RecordSnapshot record, int batchIndex) {
        int header = reply.reserve(MessageDescriptor.HEADER_LENGTH);
        putHeader(reply, header, resultCode, record, batchIndex, 0);
        return resultCode;
    }

    private static void putHeader(
            WireBuffer reply,
            int header,
            int resultCode,
            @Nullable RecordSnapshot record,
            int batchIndex,
            int operationCount) {
        ReplyHeader.putMessage(
                reply.array(),
                header,
                0,
                0,
                resultCode,
                record == null ? 0 : record.generation(),
                record == null ? 0 : record.voidTimeSeconds(),
                batchIndex,
                0,
                operationCount);
    }
}

package dev.aerospikearrow.server.command;

import dev.aerospikearrow.data.ResultCode;
import dev.aerospikearrow.protocol.wire.Bytes;
import dev.aerospikearrow.protocol.wire.MessageFlags;
import dev.aerospikearrow.protocol.wire.WireBuffer;
import dev.aerospikearrow.server.message.RequestException;
import dev.aerospikearrow.server.store.RecordEditor;
import dev.aerospikearrow.server.store.RecordSet;
import dev.aerospikearrow.server.store.RecordSnapshot;
import java.util.Arrays;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * One write or delete, applied while the record is locked: what it finds decides whether it is
 * allowed, and what the record becomes (docs/docs/internals/wire.md, section 7).
 */
final class RecordUpdate implements UnaryOperator<@Nullable RecordSnapshot> {
    private static final int MAX_BINS = 32_767;
    private static final int MAX_GENERATION = 65_535;

    private final RecordRequest request;
    private final OperationRunner operations;
    private final byte[] digest;
    private final int digestOffset;
    private final int nowSeconds;
    private final WireBuffer results;

    private @Nullable RecordSnapshot found;
    private @Nullable RecordSnapshot written;
    private int resultCount;

    RecordUpdate(
            RecordRequest request,
            OperationRunner operations,
            byte[] digest,
            int digestOffset,
            int nowSeconds,
            WireBuffer results) {
        this.request = request;
        this.operations = operations;
        this.digest = digest;
        this.digestOffset = digestOffset;
        this.nowSeconds = nowSeconds;
        this.results = results;
    }

    /** The record that was there; null if there was none. */
    @Nullable RecordSnapshot found() {
        return found;
    }

    /** The record that was written; null if it was removed. */
    @Nullable RecordSnapshot written() {
        return written;
    }

    /** How many operations were answered. */
    int resultCount() {
        return resultCount;
    }

    @Override
    public @Nullable RecordSnapshot apply(@Nullable RecordSnapshot stored) {
        found = stored != null && stored.isExpiredAt(nowSeconds) ? null : stored;
        checkExistence();
        checkGeneration();
        if (found != null) {
            RequestException refusal = RecordExecutor.refusal(request, found);
            if (refusal != null) {
                throw refusal;
            }
            if (request.kind() == RecordRequest.Kind.DELETE) {
                return null;
            }
            // A read may leave the set out, a write may not.
            if (!request.hasSet() && !found.set().name().isEmpty()) {
                throw new RequestException(ResultCode.PARAMETER);
            }
        }
        written = edit();
        return written;
    }

    private void checkExistence() {
        if (found != null) {
            if (request.hasInfo2(MessageFlags.INFO2_CREATE_ONLY)
                    && request.kind() == RecordRequest.Kind.WRITE) {
                throw new RequestException(ResultCode.RECORD_EXISTS);
            }
        } else if (request.kind() == RecordRequest.Kind.DELETE || request.needsRecord()) {
            throw new RequestException(ResultCode.NOT_FOUND);
        }
    }

    private void checkGeneration() {
        int generation = found == null ? 0 : found.generation();
        boolean differs =
                request.hasInfo2(MessageFlags.INFO2_GENERATION)
                        && request.generation() != generation;
        boolean isNotGreater =
                request.hasInfo2(MessageFlags.INFO2_GENERATION_GREATER)
                        && Integer.compareUnsigned(request.generation(), generation) <= 0;
        if (differs || isNotGreater) {
            throw new RequestException(
                    ResultCode.GENERATION.code(),
                    0,
                    request.kind() == RecordRequest.Kind.DELETE
                            ? "delete generation mismatch"
                            : "write generation mismatch");
        }
    }

    private @Nullable RecordSnapshot edit() {
        RecordEditor editor =
                found == null || request.replaces() ? new RecordEditor() : new RecordEditor(found);
        RecordSet set = found == null ? newSet() : found.set();
        resultCount = operations.write(request, editor, results, () -> snapshot(editor, set));
        if (editor.isEmpty()) {
            return removed();
        }
        if (editor.binCount() > MAX_BINS) {
            throw new RequestException(ResultCode.BIN_NAME);
        }
        RecordSnapshot after = snapshot(editor, set);
        if (after.sizeInBytes() > request.store().settings().maxRecordBytes()) {
            throw new RequestException(ResultCode.RECORD_TOO_BIG);
        }
        return after;
    }

    private @Nullable RecordSnapshot removed() {
        if (found == null) {
            throw new RequestException(ResultCode.NOT_FOUND);
        }
        if (request.hasInfo2(MessageFlags.INFO2_DURABLE_DELETE)) {
            throw new RequestException(ResultCode.ENTERPRISE_ONLY);
        }
        return null;
    }

    private RecordSet newSet() {
        return request.store()
                .set(
                        request.hasSet()
                                ? Bytes.getUtf8(
                                        request.bytes(), request.setOffset(), request.setLength())
                                : "");
    }

    private RecordSnapshot snapshot(RecordEditor editor, RecordSet set) {
        int generation = found == null ? 0 : found.generation();
        return new RecordSnapshot(
                digest,
                digestOffset,
                set,
                generation == MAX_GENERATION ? 1 : generation + 1,
                request.voidTimeAfterWrite(
                        found != null, found == null ? 0 : found.voidTimeSeconds()),
                request.store().nowNanos(),
                userKey(),
                editor.binCount(),
                editor.build());
    }

    private byte @Nullable [] userKey() {
        if (found != null && found.userKey() != null) {
            return found.userKey();
        }
        if (request.hasUserKey() && !request.hasStorableUserKey()) {
            throw new RequestException(ResultCode.UNSUPPORTED_FEATURE);
        }
        return request.hasUserKey()
                ? Arrays.copyOfRange(
                        request.bytes(),
                        request.keyOffset(),
                        request.keyOffset() + request.keyLength())
                : null;
    }
}

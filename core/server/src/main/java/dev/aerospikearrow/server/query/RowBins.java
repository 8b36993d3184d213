package dev.aerospikearrow.server.query;

import dev.aerospikearrow.data.ResultCode;
import dev.aerospikearrow.protocol.wire.Bytes;
import dev.aerospikearrow.protocol.wire.MessageDescriptor;
import dev.aerospikearrow.protocol.wire.MessageFlags;
import dev.aerospikearrow.protocol.wire.WireBuffer;
import dev.aerospikearrow.server.expression.BinOperator;
import dev.aerospikearrow.server.message.RequestException;
import dev.aerospikearrow.server.message.RequestMessage;
import dev.aerospikearrow.server.store.ParticleValue;
import dev.aerospikearrow.server.store.RecordSnapshot;
import dev.aerospikearrow.server.store.RequestedBins;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The bins that a query returns of each record (docs/docs/internals/wire.md, section 9.2). Used by
 * one thread.
 */
abstract class RowBins {
    /** Returned for a record that is left out of the answer. */
    static final int LEFT_OUT = -1;

    private static final int READ = 1;
    private static final int EXPRESSION_READ = 7;

    /** The operations that only read: plain, of lists and maps, by expression, bits, sketches. */
    private static final Set<Integer> READS = Set.of(READ, 3, EXPRESSION_READ, 12, 15);

    /** Appends operations for a record; returns how many, or {@link #LEFT_OUT}. */
    abstract int append(RecordSnapshot record, WireBuffer target);

    /** Whether rows say that they carry no bins on purpose. */
    boolean isWithoutBins() {
        return false;
    }

    /** Nothing but the record's key and header. */
    static RowBins none() {
        return new None();
    }

    /**
     * What a request asks for.
     *
     * @throws RequestException PARAMETER for operations that do not only read
     */
    static RowBins of(RequestMessage request, BinOperator operator) {
        if ((request.info1() & MessageFlags.INFO1_GET_NO_BINS) != 0) {
            return new None();
        }
        if (request.operationCount() == 0) {
            return new All();
        }
        boolean plain = (request.info2() & MessageFlags.INFO2_RESPOND_ALL_OPS) == 0;
        int at = request.operationsOffset();
        for (int i = 0; i < request.operationCount(); i++) {
            int code = request.bytes()[at + MessageDescriptor.OPERATION_CODE] & 0xFF;
            if (!READS.contains(code)) {
                throw new RequestException(ResultCode.PARAMETER);
            }
            plain &= code == READ;
            at += 4 + Bytes.getInt(request.bytes(), at);
        }
        return plain ? new Named(request) : new Operations(request, operator);
    }

    private static final class None extends RowBins {
        @Override
        int append(RecordSnapshot record, WireBuffer target) {
            return 0;
        }

        @Override
        boolean isWithoutBins() {
            return true;
        }
    }

    private static final class All extends RowBins {
        @Override
        int append(RecordSnapshot record, WireBuffer target) {
            target.putBytes(record.bins());
            return record.binCount();
        }
    }

    private static final class Named extends RowBins {
        private final RequestedBins selection;

        Named(RequestMessage request) {
            selection =
                    new RequestedBins()
                            .reset(
                                    request.bytes(),
                                    request.operationsOffset(),
                                    request.operationCount());
        }

        @Override
        int append(RecordSnapshot record, WireBuffer target) {
            int count = selection.copy(record, target);
            return count == 0 ? LEFT_OUT : count;
        }
    }

    /** Any read operations, carried out one by one. */
    private static final class Operations extends RowBins {
        private final RequestMessage request;
        private final BinOperator operator;
        private final boolean respondsToAll;

        Operations(RequestMessage request, BinOperator operator) {
            this.request = request;
            this.operator = operator;
            this.respondsToAll = (request.info2() & MessageFlags.INFO2_RESPOND_ALL_OPS) != 0;
        }

        @Override
        int append(RecordSnapshot record, WireBuffer target) {
            byte[] bytes = request.bytes();
            int count = 0;
            int at = request.operationsOffset();
            for (int i = 0; i < request.operationCount(); i++) {
                int end = at + 4 + Bytes.getInt(bytes, at);
                int nameLength = bytes[at + MessageDescriptor.OPERATION_NAME_LENGTH];
                int name = at + MessageDescriptor.OPERATION_HEADER_LENGTH;
                ParticleValue result = result(record, at, name, nameLength, end);
                if (result != null || respondsToAll) {
                    ParticleValue value = result == null ? ParticleValue.NOTHING : result;
                    target.putInt(
                            MessageDescriptor.OPERATION_LENGTH_OVERHEAD
                                    + nameLength
                                    + value.length());
                    target.putByte(READ);
                    target.putByte(value.particleType());
                    target.putByte(0);
                    target.putByte(nameLength);
                    target.putBytes(bytes, name, nameLength);
                    target.putBytes(value.bytes(), value.offset(), value.length());
                    count++;
                }
                at = end;
            }
            return count == 0 ? LEFT_OUT : count;
        }

        /** An operation's result; null for nothing, also if it does not fit the record. */
        private @Nullable ParticleValue result(
                RecordSnapshot record, int at, int name, int nameLength, int end) {
            byte[] bytes = request.bytes();
            int code = bytes[at + MessageDescriptor.OPERATION_CODE] & 0xFF;
            int bin = record.find(bytes, name, nameLength);
            ParticleValue current = bin == RecordSnapshot.NO_BIN ? null : record.value(bin);
            if (code == READ) {
                return current;
            }
            ParticleValue packed =
                    new ParticleValue(
                            bytes[at + MessageDescriptor.OPERATION_PARTICLE_TYPE] & 0xFF,
                            bytes,
                            name + nameLength,
                            end - name - nameLength);
            try {
                return code == EXPRESSION_READ
                        ? operator.expression(code, packed, () -> record, current).result()
                        : operator.content(code, packed, current).result();
            } catch (RequestException e) {
                return null;
            }
        }
    }
}

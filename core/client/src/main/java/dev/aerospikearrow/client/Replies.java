package dev.aerospikearrow.client;

import dev.aerospikearrow.client.execute.RecordReply;
import dev.aerospikearrow.protocol.message.BinNames;
import dev.aerospikearrow.protocol.operation.Operation;
import dev.aerospikearrow.protocol.operation.OperationType;
import dev.aerospikearrow.protocol.wire.ResultCode;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The answers to commands for single records, as results of the map API. */
final class Replies {
    private Replies() {}

    /** What all of them note. */
    private abstract static class Reply<T> implements RecordReply<T> {
        int resultCode;
        int generation;
        int voidTimeSeconds;

        @Override
        public void onRecord(
                int batchIndex, int code, int recordGeneration, int recordVoidTimeSeconds) {
            resultCode = code;
            generation = recordGeneration;
            voidTimeSeconds = recordVoidTimeSeconds;
        }

        @Override
        public void onBin(int ordinal, int particleType, int offset, int length) {}

        @Override
        public boolean accepts(int code) {
            return code == 0;
        }

        RecordHeader header() {
            return new RecordHeader(generation, voidTimeSeconds);
        }

        static boolean isAbsent(int code) {
            return code == ResultCode.NOT_FOUND.code() || code == ResultCode.FILTERED_OUT.code();
        }
    }

    /** A reply with bins. */
    private abstract static class BinReply<T> extends Reply<T> {
        final BinCollector collector;
        private byte[] frame = new byte[0];

        BinReply(BinNames names) {
            collector = new BinCollector(names);
        }

        @Override
        public void onFrame(byte[] bytes) {
            frame = bytes;
        }

        @Override
        public void onRecord(
                int batchIndex, int code, int recordGeneration, int recordVoidTimeSeconds) {
            super.onRecord(batchIndex, code, recordGeneration, recordVoidTimeSeconds);
            collector.clear();
        }

        @Override
        public void onBin(int ordinal, int particleType, int offset, int length) {
            collector.add(ordinal, particleType, frame, offset, length);
        }
    }

    static RecordReply<Optional<Record>> record(BinNames names) {
        return new BinReply<>(names) {
            @Override
            public boolean accepts(int code) {
                return code == 0 || isAbsent(code);
            }

            @Override
            public Optional<Record> result() {
                return resultCode == 0
                        ? Optional.of(new Record(generation, voidTimeSeconds, collector.bins()))
                        : Optional.empty();
            }
        };
    }

    static RecordReply<Optional<RecordHeader>> optionalHeader() {
        return new Reply<>() {
            @Override
            public boolean accepts(int code) {
                return code == 0 || isAbsent(code);
            }

            @Override
            public Optional<RecordHeader> result() {
                return resultCode == 0 ? Optional.of(header()) : Optional.empty();
            }
        };
    }

    static RecordReply<RecordHeader> writtenHeader() {
        return new Reply<>() {
            @Override
            public RecordHeader result() {
                return header();
            }
        };
    }

    /** Whether a read finds the record. */
    static RecordReply<Boolean> found() {
        return new Reply<>() {
            @Override
            public boolean accepts(int code) {
                return code == 0 || isAbsent(code);
            }

            @Override
            public Boolean result() {
                return resultCode == 0;
            }
        };
    }

    /** Whether a write found the record. */
    static RecordReply<Boolean> existed() {
        return new Reply<>() {
            @Override
            public boolean accepts(int code) {
                return code == 0 || code == ResultCode.NOT_FOUND.code();
            }

            @Override
            public Boolean result() {
                return resultCode == 0;
            }
        };
    }

    static RecordReply<OperateResult> operate(List<Operation> operations, BinNames names) {
        boolean positional = isPositional(operations);
        return new BinReply<>(names) {
            @Override
            public OperateResult result() {
                List<@Nullable Object> values =
                        positional ? align(operations, collector.values()) : List.of();
                return new OperateResult(header(), values, collector.lastResults());
            }
        };
    }

    /** Whether the server can answer one result per operation. */
    static boolean isPositional(List<Operation> operations) {
        return operations.stream()
                .noneMatch(
                        operation ->
                                operation.type() == OperationType.READ
                                        && operation.binName().isEmpty());
    }

    /** One value per operation; the server answers none for a touch. */
    static List<@Nullable Object> align(
            List<Operation> operations, List<@Nullable Object> answers) {
        List<@Nullable Object> values = new ArrayList<>(operations.size());
        Iterator<@Nullable Object> answer = answers.iterator();
        for (Operation operation : operations) {
            boolean answered = operation.type() != OperationType.TOUCH && answer.hasNext();
            values.add(answered ? answer.next() : null);
        }
        return values;
    }
}

package dev.aerospikearrow.client;

import dev.aerospikearrow.client.execute.RecordResult;
import dev.aerospikearrow.data.ResultCode;
import dev.aerospikearrow.operation.Operation;
import dev.aerospikearrow.protocol.message.RecordBlock;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The results that the map API makes of the answers to commands for single records. */
final class Replies {
    /** The record, if there is one. */
    static final RecordResult<Optional<StoredRecord>> RECORD =
            new IfPresent<>() {
                @Override
                public Optional<StoredRecord> of(RecordBlock block, int record) {
                    return block.resultCode(record) == 0
                            ? Optional.of(
                                    new StoredRecord(
                                            block.generation(record),
                                            block.voidTimeSeconds(record),
                                            BinValues.bins(block, record)))
                            : Optional.empty();
                }
            };

    /** The header of the record, if there is one. */
    static final RecordResult<Optional<RecordHeader>> OPTIONAL_HEADER =
            new IfPresent<>() {
                @Override
                public Optional<RecordHeader> of(RecordBlock block, int record) {
                    return block.resultCode(record) == 0
                            ? Optional.of(header(block, record))
                            : Optional.empty();
                }
            };

    /** Whether a read finds the record. */
    static final RecordResult<Boolean> FOUND =
            new IfPresent<>() {
                @Override
                public Boolean of(RecordBlock block, int record) {
                    return block.resultCode(record) == 0;
                }
            };

    /** Whether a write found the record. */
    static final RecordResult<Boolean> EXISTED =
            new RecordResult<>() {
                @Override
                public boolean accepts(int code) {
                    return code == 0 || code == ResultCode.NOT_FOUND.code();
                }

                @Override
                public Boolean of(RecordBlock block, int record) {
                    return block.resultCode(record) == 0;
                }
            };

    /** What a function returned. */
    static final RecordResult<Optional<Object>> FUNCTION =
            new RecordResult<>() {
                @Override
                public Optional<Object> of(RecordBlock block, int record) {
                    return functionValue(block, record);
                }

                @Override
                public String reason(RecordBlock block, int record) {
                    return functionFailure(block, record);
                }
            };

    private static final String FUNCTION_VALUE = "SUCCESS";
    private static final String FUNCTION_FAILURE = "FAILURE";

    private Replies() {}

    /** What a function returned; empty for nothing. */
    static Optional<Object> functionValue(RecordBlock block, int record) {
        return Optional.ofNullable(BinValues.bins(block, record).get(FUNCTION_VALUE));
    }

    /** Why a function failed; empty if the node does not say. */
    static String functionFailure(RecordBlock block, int record) {
        Object text = BinValues.bins(block, record).get(FUNCTION_FAILURE);
        return text == null ? "" : text.toString();
    }

    /** A read for which a record that is not there, or filtered out, is an answer. */
    private abstract static class IfPresent<T> implements RecordResult<T> {
        @Override
        public boolean accepts(int code) {
            return code == 0
                    || code == ResultCode.NOT_FOUND.code()
                    || code == ResultCode.FILTERED_OUT.code();
        }
    }

    /** The header of the record that was written. */
    static RecordHeader header(RecordBlock block, int record) {
        return new RecordHeader(block.generation(record), block.voidTimeSeconds(record));
    }

    /** What operations were answered. */
    static RecordResult<OperateResult> operate(List<Operation> operations) {
        boolean positional = isPositional(operations);
        return (block, record) ->
                new OperateResult(
                        header(block, record),
                        positional
                                ? align(operations, BinValues.results(block, record))
                                : List.of(),
                        BinValues.lastResults(block, record));
    }

    /** Whether the server can answer one result per operation. */
    static boolean isPositional(List<Operation> operations) {
        return operations.stream().noneMatch(Operation::readsAllBins);
    }

    /** One value per operation; the server answers none for a touch. */
    static List<@Nullable Object> align(
            List<Operation> operations, List<@Nullable Object> answers) {
        List<@Nullable Object> values = new ArrayList<>(operations.size());
        Iterator<@Nullable Object> answer = answers.iterator();
        for (Operation operation : operations) {
            boolean answered = operation.isAnswered() && answer.hasNext();
            values.add(answered ? answer.next() : null);
        }
        return values;
    }
}

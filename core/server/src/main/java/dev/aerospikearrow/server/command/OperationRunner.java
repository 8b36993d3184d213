package dev.aerospikearrow.server.command;

import dev.aerospikearrow.data.ParticleType;
import dev.aerospikearrow.data.ResultCode;
import dev.aerospikearrow.protocol.wire.MessageDescriptor;
import dev.aerospikearrow.protocol.wire.WireBuffer;
import dev.aerospikearrow.server.expression.BinOperator;
import dev.aerospikearrow.server.expression.BinOutcome;
import dev.aerospikearrow.server.message.RequestException;
import dev.aerospikearrow.server.store.ParticleValue;
import dev.aerospikearrow.server.store.RecordEditor;
import dev.aerospikearrow.server.store.RecordSnapshot;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The runner of the operations of one command, which carries them out in order and appends their
 * answers (docs/docs/internals/wire.md, sections 3.2, 3.3 and 7).
 */
final class OperationRunner {
    private final BinOperator operator;

    OperationRunner(BinOperator operator) {
        this.operator = operator;
    }

    /**
     * Carries out operations that only read.
     *
     * @return how many answers were appended
     */
    int read(RecordRequest request, RecordSnapshot record, WireBuffer answers) {
        int count = 0;
        int at = request.operationsOffset();
        for (int i = 0; i < request.operationCount(); i++) {
            int bin = record.find(request.bytes(), request.nameOffset(at), request.nameLength(at));
            ParticleValue current = bin == RecordSnapshot.NO_BIN ? null : record.value(bin);
            ParticleValue answer = read(request, at, current, () -> record);
            count += answer(request, at, answer, answers);
            at = request.nextOperation(at);
        }
        return count;
    }

    private @Nullable ParticleValue read(
            RecordRequest request,
            int at,
            @Nullable ParticleValue current,
            Supplier<RecordSnapshot> record) {
        return switch (OperationRule.of(request.operationCode(at))) {
            case READ -> current;
            case COLLECTION_READ, BITS_READ, HLL_READ ->
                    operator.content(request.operationCode(at), value(request, at), current)
                            .result();
            case EXPRESSION_READ ->
                    operator.expression(
                                    request.operationCode(at), value(request, at), record, current)
                            .result();
            default -> throw new RequestException(ResultCode.UNSUPPORTED_FEATURE);
        };
    }

    /**
     * Carries out operations that may write.
     *
     * @param editor the bins to change
     * @param snapshot makes the record as the editor has it
     * @return how many answers were appended
     */
    int write(
            RecordRequest request,
            RecordEditor editor,
            WireBuffer answers,
            Supplier<RecordSnapshot> snapshot) {
        int count = 0;
        int at = request.operationsOffset();
        for (int i = 0; i < request.operationCount(); i++) {
            OperationRule rule = OperationRule.of(request.operationCode(at));
            if (request.readsAllBins(at)) {
                // The bins as they are now: what comes after does not show.
                answers.putBytes(editor.build());
                count += editor.binCount();
            } else if (rule != OperationRule.TOUCH) {
                ParticleValue current =
                        editor.get(request.bytes(), request.nameOffset(at), request.nameLength(at));
                ParticleValue answer = write(rule, request, at, editor, current, snapshot);
                count +=
                        answer(
                                request,
                                at,
                                answer == null && answersNothing(rule, current)
                                        ? ParticleValue.NOTHING
                                        : answer,
                                answers);
            }
            at = request.nextOperation(at);
        }
        return count;
    }

    /**
     * Whether a read among writes is answered also if it found nothing: all are but plain ones, if
     * there is something to look into.
     */
    private static boolean answersNothing(OperationRule rule, @Nullable ParticleValue current) {
        return rule == OperationRule.EXPRESSION_READ
                || !rule.writes() && rule != OperationRule.READ && current != null;
    }

    private @Nullable ParticleValue write(
            OperationRule rule,
            RecordRequest request,
            int at,
            RecordEditor editor,
            @Nullable ParticleValue current,
            Supplier<RecordSnapshot> snapshot) {
        byte[] bytes = request.bytes();
        int type = request.particleType(at);
        int offset = request.valueOffset(at);
        int length = request.valueLength(at);
        switch (rule) {
            case WRITE ->
                    set(
                            request,
                            at,
                            editor,
                            type == ParticleType.NULL
                                    ? ParticleValue.NOTHING
                                    : ValueRules.stored(type, bytes, offset, length));
            case ADD ->
                    set(request, at, editor, ValueRules.add(current, type, bytes, offset, length));
            case APPEND ->
                    set(
                            request,
                            at,
                            editor,
                            ValueRules.append(current, type, bytes, offset, length));
            case PREPEND ->
                    set(
                            request,
                            at,
                            editor,
                            ValueRules.prepend(current, type, bytes, offset, length));
            case DELETE_ALL -> editor.clear();
            case COLLECTION_MODIFY, BITS_MODIFY, HLL_MODIFY -> {
                return apply(
                        operator.content(request.operationCode(at), value(request, at), current),
                        request,
                        at,
                        editor);
            }
            case EXPRESSION_MODIFY -> {
                return apply(
                        operator.expression(
                                request.operationCode(at), value(request, at), snapshot, current),
                        request,
                        at,
                        editor);
            }
            default -> {
                return read(request, at, current, snapshot);
            }
        }
        return null;
    }

    private static ParticleValue value(RecordRequest request, int at) {
        return new ParticleValue(
                request.particleType(at),
                request.bytes(),
                request.valueOffset(at),
                request.valueLength(at));
    }

    private static @Nullable ParticleValue apply(
            BinOutcome outcome, RecordRequest request, int at, RecordEditor editor) {
        ParticleValue newValue = outcome.newValue();
        if (newValue != null) {
            set(request, at, editor, newValue);
        }
        return outcome.result();
    }

    private static void set(
            RecordRequest request, int at, RecordEditor editor, ParticleValue value) {
        int nameOffset = request.nameOffset(at);
        int nameLength = request.nameLength(at);
        if (value.particleType() == ParticleType.NULL) {
            editor.remove(request.bytes(), nameOffset, nameLength);
        } else {
            editor.put(request.bytes(), nameOffset, nameLength, value);
        }
    }

    /** Appends an operation's answer, if it has one or all have; returns how many, 0 or 1. */
    private static int answer(
            RecordRequest request, int at, @Nullable ParticleValue result, WireBuffer answers) {
        if (result == null && !request.respondsToAllOperations()) {
            return 0;
        }
        ParticleValue value = result == null ? ParticleValue.NOTHING : result;
        int nameLength = request.nameLength(at);
        answers.putInt(MessageDescriptor.OPERATION_LENGTH_OVERHEAD + nameLength + value.length());
        answers.putByte(request.operationCode(at));
        answers.putByte(value.particleType());
        answers.putByte(0);
        answers.putByte(nameLength);
        answers.putBytes(request.bytes(), request.nameOffset(at), nameLength);
        answers.putBytes(value.bytes(), value.offset(), value.length());
        return 1;
    }
}

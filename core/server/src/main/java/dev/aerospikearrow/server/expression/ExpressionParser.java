package dev.aerospikearrow.server.expression;

import dev.aerospikearrow.data.ParticleType;
import dev.aerospikearrow.data.ResultCode;
import dev.aerospikearrow.protocol.msgpack.MsgpackReader;
import dev.aerospikearrow.protocol.msgpack.MsgpackReader.Kind;
import dev.aerospikearrow.protocol.msgpack.MsgpackWriter;
import dev.aerospikearrow.protocol.wire.Bytes;
import dev.aerospikearrow.protocol.wire.CollectionCode;
import dev.aerospikearrow.protocol.wire.ExpressionCode;
import dev.aerospikearrow.protocol.wire.MalformedReplyException;
import dev.aerospikearrow.protocol.wire.MessageDescriptor;
import dev.aerospikearrow.server.collection.ParticleConversion;
import dev.aerospikearrow.server.collection.Payload.Packed;
import dev.aerospikearrow.server.collection.Value;
import dev.aerospikearrow.server.collection.Value.ListValue;
import dev.aerospikearrow.server.collection.Value.MapValue;
import dev.aerospikearrow.server.collection.Value.Particle;
import dev.aerospikearrow.server.collection.ValueOrder;
import dev.aerospikearrow.server.collection.ValueReader;
import dev.aerospikearrow.server.expression.CallNode.Argument;
import dev.aerospikearrow.server.geo.Geometry;
import dev.aerospikearrow.server.message.RequestException;
import dev.aerospikearrow.server.store.RecordSnapshot;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A compiler of packed expressions: every command is checked for the number and the types of its
 * arguments, so that evaluation needs no checks. What is wrong fails with PARAMETER.
 */
final class ExpressionParser {
    private static final int MODIFIES = 0x40;

    private static final Pattern VARIABLE_NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    /**
     * A part and its type; {@code anything} marks the literal unknown, which stands in for any
     * type.
     */
    private record Typed(ValueType type, ExpressionNode node, boolean anything) {
        Typed(ValueType type, ExpressionNode node) {
            this(type, node, false);
        }
    }

    private record Variable(int index, @Nullable ValueType type) {}

    private final byte[] bytes;
    private final MsgpackReader reader;
    private final Map<String, Variable> variables = new HashMap<>();
    private final Set<CompiledExpression.Source> sources =
            EnumSet.noneOf(CompiledExpression.Source.class);
    private int mostVariables;
    private int depth;

    ExpressionParser(byte[] bytes, int offset, int length) {
        this.bytes = bytes;
        this.reader = new MsgpackReader().reset(bytes, offset, length);
    }

    CompiledExpression parse() {
        try {
            Typed root = next();
            reader.requireEnd();
            return new CompiledExpression(root.type, root.node, mostVariables, sources);
        } catch (MalformedReplyException e) {
            throw refused();
        }
    }

    private static RequestException refused() {
        return new RequestException(ResultCode.PARAMETER);
    }

    private static void require(boolean condition) {
        if (!condition) {
            throw refused();
        }
    }

    private Typed next() {
        if (reader.nextKind() != Kind.LIST) {
            return literal();
        }
        require(++depth <= MsgpackWriter.MAX_DEPTH);
        int count = reader.readListHeader();
        require(count > 0);
        Typed command = command(reader.readLong(), count - 1);
        depth--;
        return command;
    }

    private Typed next(ValueType type) {
        Typed part = next();
        require(part.type == type);
        return part;
    }

    private Typed literal() {
        Value value = Value.signed(readValue());
        if (value instanceof Value.Float32 number) {
            value = new Value.Float64(number.value());
        }
        Value constant = value;
        if (ValueType.GEO.holds(constant)) {
            checkGeometry(constant);
        }
        for (ValueType type : ValueType.values()) {
            if (type.holds(constant)) {
                return new Typed(type, evaluation -> constant);
            }
        }
        throw refused();
    }

    private Value readValue() {
        int start = reader.position();
        reader.skip();
        return ValueReader.readArgument(bytes, start, reader.position() - start);
    }

    /** A str without a particle type: a name or pattern. */
    private byte[] readName() {
        require(reader.nextKind() == Kind.PARTICLE);
        reader.readParticle();
        if (reader.valueLength() == 0 && bytes[reader.valueOffset() - 1] == (byte) 0xA0) {
            return new byte[0];
        }
        int start = reader.valueOffset() - 1;
        return Arrays.copyOfRange(bytes, start, start + 1 + reader.valueLength());
    }

    private Typed command(long code, int count) {
        if (code >= ComparisonOperator.FIRST_CODE && code <= ComparisonOperator.FIRST_CODE + 5) {
            require(count == 2);
            return comparison(ComparisonOperator.of(code));
        }
        Metadata metadata = Metadata.of(code);
        if (metadata != null) {
            require(count == 0);
            sources.add(CompiledExpression.Source.METADATA);
            return new Typed(metadata.type(), metadata);
        }
        ExpressionCode command =
                ExpressionCode.of((int) code).orElseThrow(ExpressionParser::refused);
        return switch (command) {
            case UNKNOWN -> {
                require(count == 0);
                yield new Typed(ValueType.BOOL, evaluation -> null, true);
            }
            case REGEX -> {
                require(count == 3);
                yield regex();
            }
            case GEO -> {
                require(count == 2);
                yield geo();
            }
            case IN_LIST -> {
                require(count == 2);
                yield inList();
            }
            case AND, OR, EXCLUSIVE -> logic(command, count);
            case NOT -> {
                require(count == 1);
                yield not();
            }
            case ADD -> fold(Arithmetic.Fold.ADD, count);
            case SUBTRACT -> subtract(count);
            case MULTIPLY -> fold(Arithmetic.Fold.MULTIPLY, count);
            case DIVIDE -> divide(count);
            case POWER -> binary(Arithmetic.Binary.POWER, count, ValueType.FLOAT, ValueType.FLOAT);
            case LOGARITHM ->
                    binary(Arithmetic.Binary.LOGARITHM, count, ValueType.FLOAT, ValueType.FLOAT);
            case MODULO -> binary(Arithmetic.Binary.MODULO, count, ValueType.INT, ValueType.INT);
            case ABSOLUTE -> absolute(count);
            case FLOOR -> unary(Arithmetic.Unary.FLOOR, count, ValueType.FLOAT, ValueType.FLOAT);
            case CEILING ->
                    unary(Arithmetic.Unary.CEILING, count, ValueType.FLOAT, ValueType.FLOAT);
            case TO_INT ->
                    unary(Arithmetic.Unary.TO_INTEGER, count, ValueType.FLOAT, ValueType.INT);
            case TO_FLOAT ->
                    unary(Arithmetic.Unary.TO_FLOAT, count, ValueType.INT, ValueType.FLOAT);
            case BIT_AND -> integerFold(Arithmetic.Fold.AND, count);
            case BIT_OR -> integerFold(Arithmetic.Fold.OR, count);
            case BIT_XOR -> integerFold(Arithmetic.Fold.EXCLUSIVE_OR, count);
            case BIT_NOT -> unary(Arithmetic.Unary.COMPLEMENT, count, ValueType.INT, ValueType.INT);
            case SHIFT_LEFT ->
                    binary(Arithmetic.Binary.SHIFT_LEFT, count, ValueType.INT, ValueType.INT);
            case SHIFT_RIGHT_LOGICAL ->
                    binary(Arithmetic.Binary.SHIFT_RIGHT, count, ValueType.INT, ValueType.INT);
            case SHIFT_RIGHT_ARITHMETIC ->
                    binary(
                            Arithmetic.Binary.SHIFT_RIGHT_SIGNED,
                            count,
                            ValueType.INT,
                            ValueType.INT);
            case BIT_COUNT ->
                    unary(Arithmetic.Unary.BIT_COUNT, count, ValueType.INT, ValueType.INT);
            case SCAN_BITS_FROM_LEFT ->
                    binary(Arithmetic.Binary.SCAN_FROM_LEFT, count, ValueType.INT, ValueType.BOOL);
            case SCAN_BITS_FROM_RIGHT ->
                    binary(Arithmetic.Binary.SCAN_FROM_RIGHT, count, ValueType.INT, ValueType.BOOL);
            case MIN -> fold(Arithmetic.Fold.MINIMUM, count);
            case MAX -> fold(Arithmetic.Fold.MAXIMUM, count);
            case DIGEST_MODULO -> {
                require(count == 1);
                sources.add(CompiledExpression.Source.DATA);
                yield digestModulo();
            }
            case KEY -> {
                require(count == 1);
                sources.add(CompiledExpression.Source.METADATA);
                yield key();
            }
            case BIN -> {
                require(count == 2);
                sources.add(CompiledExpression.Source.DATA);
                yield bin();
            }
            case BIN_TYPE -> {
                require(count == 1);
                sources.add(CompiledExpression.Source.DATA);
                yield binType();
            }
            case MAP_KEYS, MAP_VALUES -> {
                require(count == 1);
                yield keysOrValues(command == ExpressionCode.MAP_KEYS);
            }
            case CONDITION -> conditional(count);
            case VARIABLE -> {
                require(count == 1);
                yield variable();
            }
            case LET -> let(count);
            case QUOTE -> {
                require(count == 1 && reader.nextKind() == Kind.LIST);
                Value list = readValue();
                yield new Typed(ValueType.LIST, evaluation -> list);
            }
            case CALL -> {
                require(count == 4);
                yield call();
            }
            default -> throw refused();
        };
    }

    private Typed comparison(ComparisonOperator comparison) {
        Typed left = next();
        Typed right = next(left.type);
        require(left.type != ValueType.GEO && left.type != ValueType.HLL);
        return new Typed(
                ValueType.BOOL,
                evaluation -> {
                    Value a = left.node.evaluate(evaluation);
                    Value b = a == null ? null : right.node.evaluate(evaluation);
                    return a == null || b == null ? null : comparison.compare(a, b);
                });
    }

    private Typed regex() {
        int flags = (int) reader.readLong();
        Pattern pattern = PosixPattern.compile(readName(), flags);
        Typed text = next(ValueType.STRING);
        return new Typed(
                ValueType.BOOL,
                evaluation -> {
                    Value value = text.node.evaluate(evaluation);
                    return value instanceof Particle particle
                            ? Value.of(pattern.matcher(PosixPattern.text(particle.bytes())).find())
                            : null;
                });
    }

    private Typed geo() {
        Typed left = next(ValueType.GEO);
        Typed right = next(ValueType.GEO);
        return new Typed(
                ValueType.BOOL,
                evaluation -> {
                    Value a = left.node.evaluate(evaluation);
                    Value b = a == null ? null : right.node.evaluate(evaluation);
                    return a == null || b == null
                            ? null
                            : Value.of(geometry(a).matches(geometry(b)));
                });
    }

    /** What is no geometry is refused before anything is compared with it. */
    private static void checkGeometry(Value value) {
        try {
            geometry(value);
        } catch (RequestException e) {
            throw refused();
        }
    }

    private static Geometry geometry(Value value) {
        byte[] text = ((Particle) value).bytes();
        return Geometry.parse(text, 0, text.length);
    }

    private Typed inList() {
        Typed wanted = next();
        Typed list = next(ValueType.LIST);
        return new Typed(
                ValueType.BOOL,
                evaluation -> {
                    Value value = wanted.node.evaluate(evaluation);
                    if (value == null
                            || !(list.node.evaluate(evaluation) instanceof ListValue values)) {
                        return null;
                    }
                    return Value.of(
                            values.elements().stream()
                                    .anyMatch(
                                            element ->
                                                    ValueOrder.INSTANCE.compare(value, element)
                                                            == 0));
                });
    }

    private List<ExpressionNode> parts(int count, ValueType type) {
        List<ExpressionNode> nodes = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            nodes.add(next(type).node);
        }
        return nodes;
    }

    private Typed logic(ExpressionCode code, int count) {
        require(count >= 2);
        List<ExpressionNode> parts = parts(count, ValueType.BOOL);
        return new Typed(
                ValueType.BOOL,
                switch (code) {
                    case AND -> evaluation -> decidedBy(Value.FALSE, parts, evaluation);
                    case OR -> evaluation -> decidedBy(Value.TRUE, parts, evaluation);
                    default -> evaluation -> exactlyOne(parts, evaluation);
                });
    }

    /** One deciding value decides, also against unknowns; else unknown if there is one. */
    private static @Nullable Value decidedBy(
            Value deciding, List<ExpressionNode> parts, Evaluation evaluation) {
        boolean unknown = false;
        for (ExpressionNode part : parts) {
            Value value = part.evaluate(evaluation);
            if (value == deciding) {
                return deciding;
            }
            unknown |= value == null;
        }
        return unknown ? null : Value.of(deciding == Value.FALSE);
    }

    private static @Nullable Value exactlyOne(List<ExpressionNode> parts, Evaluation evaluation) {
        boolean found = false;
        for (ExpressionNode part : parts) {
            Value value = part.evaluate(evaluation);
            if (value == null) {
                return null;
            }
            if (value == Value.TRUE) {
                if (found) {
                    return Value.FALSE;
                }
                found = true;
            }
        }
        return Value.of(found);
    }

    private Typed not() {
        ExpressionNode part = next(ValueType.BOOL).node;
        return new Typed(
                ValueType.BOOL,
                evaluation -> {
                    Value value = part.evaluate(evaluation);
                    return value == null ? null : Value.of(value == Value.FALSE);
                });
    }

    /** At least one number, all of one type. */
    private List<Typed> numbers(int count) {
        require(count >= 1);
        List<Typed> numbers = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            Typed number = next();
            require(number.type == ValueType.INT || number.type == ValueType.FLOAT);
            require(i == 0 || number.type == numbers.get(0).type);
            numbers.add(number);
        }
        return numbers;
    }

    private Typed fold(Arithmetic.Fold fold, int count) {
        List<Typed> numbers = numbers(count);
        return new Typed(numbers.get(0).type, folded(fold, numbers));
    }

    private Typed integerFold(Arithmetic.Fold fold, int count) {
        Typed result = fold(fold, count);
        require(result.type == ValueType.INT);
        return result;
    }

    private static ExpressionNode folded(Arithmetic.Fold fold, List<Typed> numbers) {
        return evaluation -> {
            Value result = numbers.get(0).node.evaluate(evaluation);
            for (int i = 1; i < numbers.size() && result != null; i++) {
                Value number = numbers.get(i).node.evaluate(evaluation);
                result = number == null ? null : fold.apply(result, number);
            }
            return result;
        };
    }

    private Typed subtract(int count) {
        List<Typed> numbers = numbers(count);
        ExpressionNode first = numbers.get(0).node;
        return new Typed(
                numbers.get(0).type,
                count > 1
                        ? folded(Arithmetic.Fold.SUBTRACT, numbers)
                        : evaluation -> {
                            Value value = first.evaluate(evaluation);
                            return value == null ? null : Arithmetic.negate(value);
                        });
    }

    private Typed divide(int count) {
        List<Typed> numbers = numbers(count);
        ExpressionNode first = numbers.get(0).node;
        // The divisors are multiplied before there is a division.
        ExpressionNode divisor =
                count > 1 ? folded(Arithmetic.Fold.MULTIPLY, numbers.subList(1, count)) : first;
        return new Typed(
                numbers.get(0).type,
                evaluation -> {
                    Value dividend = first.evaluate(evaluation);
                    Value by = dividend == null ? null : divisor.evaluate(evaluation);
                    if (dividend == null || by == null) {
                        return null;
                    }
                    return Arithmetic.divide(
                            count > 1 ? dividend : Arithmetic.oneLike(dividend), by);
                });
    }

    private Typed binary(
            Arithmetic.Binary operation, int count, ValueType leftType, ValueType rightType) {
        require(count == 2);
        ExpressionNode left = next(leftType).node;
        ExpressionNode right = next(rightType).node;
        return new Typed(
                leftType,
                evaluation -> {
                    Value a = left.evaluate(evaluation);
                    Value b = a == null ? null : right.evaluate(evaluation);
                    return a == null || b == null ? null : operation.apply(a, b);
                });
    }

    private Typed absolute(int count) {
        require(count == 1);
        Typed number = numbers(1).get(0);
        return new Typed(number.type, applied(Arithmetic.Unary.ABSOLUTE, number.node));
    }

    private Typed unary(
            Arithmetic.Unary operation, int count, ValueType argument, ValueType result) {
        require(count == 1);
        return new Typed(result, applied(operation, next(argument).node));
    }

    private static ExpressionNode applied(Arithmetic.Unary operation, ExpressionNode number) {
        return evaluation -> {
            Value value = number.evaluate(evaluation);
            return value == null ? null : operation.apply(value);
        };
    }

    private Typed digestModulo() {
        int divisor = (int) reader.readLong();
        require(divisor != 0);
        return new Typed(
                ValueType.INT, evaluation -> Metadata.digestModulo(evaluation.record(), divisor));
    }

    private Typed key() {
        ValueType type = readType();
        require(type == ValueType.INT || type == ValueType.STRING || type == ValueType.BLOB);
        return new Typed(type, evaluation -> Metadata.userKey(evaluation.record(), type));
    }

    private ValueType readType() {
        ValueType type = ValueType.of(reader.readLong());
        if (type == null) {
            throw refused();
        }
        return type;
    }

    private byte[] readBinName() {
        byte[] name = readName();
        require(name.length <= MessageDescriptor.MAX_BIN_NAME_LENGTH);
        for (byte b : name) {
            require(b != 0);
        }
        return name;
    }

    private Typed bin() {
        ValueType type = readType();
        byte[] name = readBinName();
        return new Typed(
                type,
                evaluation -> {
                    RecordSnapshot record = evaluation.record();
                    int bin = record.find(name);
                    return bin == RecordSnapshot.NO_BIN
                                    || record.particleType(bin) != type.particleType()
                            ? null
                            : ParticleConversion.toValue(record.value(bin));
                });
    }

    private Typed binType() {
        byte[] name = readBinName();
        return new Typed(
                ValueType.INT,
                evaluation -> {
                    int bin = evaluation.record().find(name);
                    return Value.of(
                            bin == RecordSnapshot.NO_BIN
                                    ? ParticleType.NULL
                                    : evaluation.record().particleType(bin));
                });
    }

    private Typed keysOrValues(boolean keys) {
        ExpressionNode map = next().node;
        return new Typed(
                ValueType.LIST,
                evaluation -> {
                    if (!(map.evaluate(evaluation) instanceof MapValue found)) {
                        return null;
                    }
                    return ListValue.of(keys ? found.keys() : found.values());
                });
    }

    private record Case(ExpressionNode condition, ExpressionNode value) {}

    private Typed conditional(int count) {
        require(count >= 3 && count % 2 == 1);
        List<Case> cases = new ArrayList<>(count / 2);
        ValueType type = null;
        for (int i = 0; i < count / 2; i++) {
            ExpressionNode condition = next(ValueType.BOOL).node;
            Typed value = next();
            type = commonType(type, value);
            cases.add(new Case(condition, value.node));
        }
        Typed otherwise = next();
        ValueType common = commonType(type, otherwise);
        return new Typed(
                common == null ? otherwise.type : common,
                evaluation -> {
                    for (Case each : cases) {
                        Value decision = each.condition.evaluate(evaluation);
                        if (decision == null) {
                            return null;
                        }
                        if (decision == Value.TRUE) {
                            return each.value.evaluate(evaluation);
                        }
                    }
                    return otherwise.node.evaluate(evaluation);
                });
    }

    private static @Nullable ValueType commonType(@Nullable ValueType known, Typed part) {
        if (part.anything) {
            return known;
        }
        require(known == null || known == part.type);
        return part.type;
    }

    private Typed variable() {
        Variable variable = variables.get(latin(readName()));
        ValueType type = variable == null ? null : variable.type;
        if (variable == null || type == null) {
            throw refused();
        }
        int index = variable.index;
        return new Typed(type, evaluation -> evaluation.variable(index));
    }

    private static String latin(byte[] name) {
        return Bytes.getUtf8(name, 0, name.length);
    }

    private Typed let(int count) {
        require(count >= 3 && count % 2 == 1);
        List<String> names = new ArrayList<>(count / 2);
        List<ExpressionNode> values = new ArrayList<>(count / 2);
        int first = variables.size();
        for (int i = 0; i < count / 2; i++) {
            String name = latin(readName());
            require(VARIABLE_NAME.matcher(name).matches() && !variables.containsKey(name));
            // Known but without a type while it is defined, so that it cannot be used there.
            variables.put(name, new Variable(first + i, null));
            names.add(name);
            Typed value = next();
            values.add(value.node);
            variables.put(name, new Variable(first + i, value.type));
        }
        Typed body = next();
        mostVariables = Math.max(mostVariables, variables.size());
        names.forEach(variables::remove);
        return new Typed(
                body.type,
                evaluation -> {
                    for (int i = 0; i < values.size(); i++) {
                        evaluation.setVariable(first + i, values.get(i).evaluate(evaluation));
                    }
                    return body.node.evaluate(evaluation);
                },
                body.anything);
    }

    private Typed call() {
        ValueType type = readType();
        long number = reader.readLong();
        long moduleNumber = number & ~MODIFIES;
        require(moduleNumber >= 0 && moduleNumber < ContentModule.values().length);
        ContentModule module = ContentModule.values()[(int) moduleNumber];
        int count = reader.readListHeader();
        require(count > 0);
        long code = reader.readLong();
        List<Packed> context = List.of();
        if (code == CollectionCode.WITH_CONTEXT) {
            require(count == 3);
            context = readContext();
            count = reader.readListHeader();
            require(count > 0);
            code = reader.readLong();
        }
        List<Argument> arguments = new ArrayList<>(count - 1);
        for (int i = 1; i < count; i++) {
            arguments.add(
                    reader.nextKind() == Kind.LIST
                            ? new Argument(null, next().node)
                            : new Argument(readPacked(), null));
        }
        Typed container = next();
        require(container.type == ValueType.NIL || module.takes(container.type));
        CallNode call =
                new CallNode(
                        type,
                        module,
                        (number & MODIFIES) != 0,
                        context,
                        code,
                        arguments,
                        container.node);
        return new Typed(container.type == ValueType.NIL ? ValueType.NIL : type, call);
    }

    private List<Packed> readContext() {
        int count = reader.readListHeader();
        List<Packed> context = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            context.add(readPacked());
        }
        return context;
    }

    private Packed readPacked() {
        int start = reader.position();
        reader.skip();
        return new Packed(bytes, start, reader.position() - start);
    }
}

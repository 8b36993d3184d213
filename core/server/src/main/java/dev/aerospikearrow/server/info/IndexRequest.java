package dev.aerospikearrow.server.info;

import dev.aerospikearrow.data.ParticleType;
import dev.aerospikearrow.data.ResultCode;
import dev.aerospikearrow.protocol.info.InfoCommand;
import dev.aerospikearrow.server.expression.CompiledExpression;
import dev.aerospikearrow.server.index.IndexDescriptor;
import dev.aerospikearrow.server.index.IndexDescriptor.CollectionType;
import dev.aerospikearrow.server.index.IndexDescriptor.IndexedType;
import dev.aerospikearrow.server.message.RequestException;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;

/**
 * The request of {@code sindex-create}, checked in the order of a real server.
 *
 * @param namespace the namespace, whether it exists or not
 * @param definition the index
 */
record IndexRequest(String namespace, IndexDescriptor definition) {
    private static final int LONGEST_INDEX_NAME = 63;
    private static final int LONGEST_CONTEXT = 2047;
    private static final int LONGEST_COLLECTION = 9;
    private static final int LONGEST_TYPE = 11;
    private static final int LONGEST_BIN = 15;
    private static final int LONGEST_EXPRESSION = 16_383;
    private static final int LONGEST_DATA = 27;
    private static final String COLLECTIONS = "'default', 'list', 'mapkeys', 'mapvalues'";
    private static final String TYPES = "'numeric', 'string', 'blob', 'geo2dsphere'";

    /** A bin, or an expression in its place, and the type of its values. */
    private record Source(String bin, String expression, IndexedType type) {}

    static IndexRequest parse(InfoCommand command) {
        Parameters parameters = new Parameters(command);
        String name = parameters.required("indexname", LONGEST_INDEX_NAME);
        String namespace = parameters.namespace("ns");
        String set = parameters.optional("set", Parameters.LONGEST_SET).orElse("");
        String context = parameters.optional("context", LONGEST_CONTEXT).orElse("");
        requireBase64(context);
        CollectionType collection = collection(parameters);
        Source source = source(parameters, context, collection);
        if (collection == CollectionType.MAPKEYS && source.type == IndexedType.GEO2DSPHERE) {
            throw refused(
                    "bad 'indexdata' bin type for 'indextype' 'mapkeys' - must be one of"
                            + " 'numeric', 'string', 'blob'");
        }
        return new IndexRequest(
                namespace,
                new IndexDescriptor(
                        name,
                        set,
                        source.bin,
                        source.type,
                        collection,
                        context,
                        source.expression));
    }

    private static InfoFailure refused(String text) {
        return new InfoFailure(ResultCode.PARAMETER, text);
    }

    private static void requireBase64(String context) {
        try {
            Base64.getDecoder().decode(context);
        } catch (IllegalArgumentException e) {
            throw refused("'context' invalid base64");
        }
    }

    private static CollectionType collection(Parameters parameters) {
        String text = parameters.optional("indextype", LONGEST_COLLECTION).orElse("default");
        return constant(CollectionType.class, text)
                .orElseThrow(() -> refused("bad 'indextype' - must be one of " + COLLECTIONS));
    }

    private static <E extends Enum<E>> Optional<E> constant(Class<E> type, String text) {
        try {
            return Optional.of(Enum.valueOf(type, text.toUpperCase(Locale.ROOT)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Source source(Parameters parameters, String context, CollectionType collection) {
        Optional<String> data = parameters.optional("indexdata", LONGEST_DATA);
        Optional<String> type = parameters.optional("type", LONGEST_TYPE);
        if (data.isEmpty() && type.isEmpty()) {
            throw refused("both 'indexdata' and 'type' are missing");
        }
        if (data.isPresent() && type.isPresent()) {
            throw refused("both 'indexdata' and 'type' are specified");
        }
        return type.isPresent()
                ? named(parameters, type.get(), context, collection)
                : packed(data.orElseThrow());
    }

    private static Source named(
            Parameters parameters, String type, String context, CollectionType collection) {
        IndexedType valueType =
                constant(IndexedType.class, type)
                        .orElseThrow(() -> refused("bad 'type' - must be one of " + TYPES));
        Optional<String> bin = parameters.optional("bin", LONGEST_BIN);
        Optional<String> expression = parameters.optional("exp", LONGEST_EXPRESSION);
        if (bin.isPresent() && expression.isPresent()) {
            throw refused("both 'bin' and 'exp' are specified");
        }
        if (bin.isEmpty() && expression.isEmpty()) {
            throw refused("both 'bin' and 'exp' are missing");
        }
        if (expression.isPresent() && !context.isEmpty()) {
            throw refused("both 'context' and 'exp' are specified");
        }
        expression.ifPresent(base64 -> checkExpression(base64, valueType, collection));
        return new Source(bin.orElse(""), expression.orElse(""), valueType);
    }

    private static void checkExpression(
            String base64, IndexedType valueType, CollectionType collection) {
        CompiledExpression expression;
        try {
            byte[] packed = Base64.getDecoder().decode(base64);
            expression = CompiledExpression.compile(packed, 0, packed.length);
        } catch (IllegalArgumentException | RequestException e) {
            throw refused("bad 'exp'");
        }
        if (!expression.canBeIndexed()) {
            throw refused("bad 'exp'");
        }
        int expected =
                switch (collection) {
                    case DEFAULT -> valueType.particleType();
                    case LIST -> ParticleType.LIST;
                    case MAPKEYS, MAPVALUES -> ParticleType.MAP;
                };
        if (expression.particleType() != expected) {
            throw refused(
                    "bad 'exp' - expression type '"
                            + typeName(expression.particleType())
                            + "' does not match expected type '"
                            + typeName(expected)
                            + "'");
        }
    }

    /** The server's word for a type of values here. */
    private static String typeName(int particleType) {
        return switch (particleType) {
            case ParticleType.INTEGER -> "numeric";
            case ParticleType.DOUBLE -> "float";
            case ParticleType.GEOJSON -> "geo2dsphere";
            default -> ParticleType.name(particleType).toLowerCase(Locale.ROOT);
        };
    }

    /** The old form, {@code bin,type}. */
    private static Source packed(String data) {
        int comma = data.indexOf(',');
        if (comma < 0) {
            throw refused("'indexdata' missing bin type");
        }
        if (comma == 0) {
            throw refused("'indexdata' missing bin name");
        }
        if (comma > LONGEST_BIN) {
            throw refused("'indexdata' bin name too long");
        }
        return new Source(
                data.substring(0, comma),
                "",
                constant(IndexedType.class, data.substring(comma + 1))
                        .orElseThrow(
                                () ->
                                        refused(
                                                "bad 'indexdata' bin type - must be one of "
                                                        + TYPES)));
    }
}

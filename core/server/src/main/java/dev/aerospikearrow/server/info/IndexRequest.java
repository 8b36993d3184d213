package dev.aerospikearrow.server.info;

import dev.aerospikearrow.data.ResultCode;
import dev.aerospikearrow.protocol.info.InfoCommand;
import dev.aerospikearrow.server.index.IndexDescriptor;
import dev.aerospikearrow.server.index.IndexDescriptor.CollectionType;
import dev.aerospikearrow.server.index.IndexDescriptor.IndexedType;
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

    /** A bin and the type of its values. */
    private record Source(String bin, IndexedType type) {}

    static IndexRequest parse(InfoCommand command) {
        Parameters parameters = new Parameters(command);
        String name = parameters.required("indexname", LONGEST_INDEX_NAME);
        String namespace = parameters.namespace("ns");
        String set = parameters.optional("set", Parameters.LONGEST_SET).orElse("");
        String context = parameters.optional("context", LONGEST_CONTEXT).orElse("");
        requireBase64(context);
        CollectionType collection = collection(parameters);
        Source source = source(parameters);
        if (collection == CollectionType.MAPKEYS && source.type == IndexedType.GEO2DSPHERE) {
            throw refused(
                    "bad 'indexdata' bin type for 'indextype' 'mapkeys' - must be one of"
                            + " 'numeric', 'string', 'blob'");
        }
        return new IndexRequest(
                namespace,
                new IndexDescriptor(name, set, source.bin, source.type, collection, context));
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

    private static Source source(Parameters parameters) {
        Optional<String> data = parameters.optional("indexdata", LONGEST_DATA);
        Optional<String> type = parameters.optional("type", LONGEST_TYPE);
        if (data.isEmpty() && type.isEmpty()) {
            throw refused("both 'indexdata' and 'type' are missing");
        }
        if (data.isPresent() && type.isPresent()) {
            throw refused("both 'indexdata' and 'type' are specified");
        }
        return type.isPresent() ? named(parameters, type.get()) : packed(data.orElseThrow());
    }

    private static Source named(Parameters parameters, String type) {
        IndexedType valueType =
                constant(IndexedType.class, type)
                        .orElseThrow(() -> refused("bad 'type' - must be one of " + TYPES));
        Optional<String> bin = parameters.optional("bin", LONGEST_BIN);
        Optional<String> expression = parameters.optional("exp", LONGEST_EXPRESSION);
        if (bin.isPresent() && expression.isPresent()) {
            throw refused("both 'bin' and 'exp' are specified");
        }
        if (expression.isPresent()) {
            throw new InfoFailure(
                    ResultCode.UNSUPPORTED_FEATURE,
                    "the embedded server has no indexes on expressions");
        }
        return new Source(
                bin.orElseThrow(() -> refused("both 'bin' and 'exp' are missing")), valueType);
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
                constant(IndexedType.class, data.substring(comma + 1))
                        .orElseThrow(
                                () ->
                                        refused(
                                                "bad 'indexdata' bin type - must be one of "
                                                        + TYPES)));
    }
}

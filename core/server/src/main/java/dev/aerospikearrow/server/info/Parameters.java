package dev.aerospikearrow.server.info;

import dev.aerospikearrow.data.ResultCode;
import dev.aerospikearrow.protocol.info.InfoCommand;
import dev.aerospikearrow.server.store.NamespaceTable;
import dev.aerospikearrow.server.store.RecordStore;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The parameters of one info command, checked as a server checks them. */
final class Parameters {
    static final int LONGEST_NAMESPACE = 31;
    static final int LONGEST_SET = 63;

    private static final String NAMESPACE = "namespace";

    private final InfoCommand command;

    Parameters(InfoCommand command) {
        this.command = command;
    }

    /**
     * A parameter that may be left out, but not be empty.
     *
     * @param longest the most bytes that it may have
     */
    Optional<String> optional(String name, int longest) {
        return optional(List.of(name), longest);
    }

    private Optional<String> optional(List<String> aliases, int longest) {
        String name = aliases.get(0);
        Optional<String> value =
                aliases.stream().flatMap(alias -> command.parameter(alias).stream()).findFirst();
        if (value.isPresent() && value.get().isEmpty()) {
            throw new InfoFailure(code(name), "missing '" + name + "' value");
        }
        if (value.isPresent() && value.get().length() > longest) {
            throw new InfoFailure(code(name), "'" + name + "' value too long");
        }
        return value;
    }

    String required(String name, int longest) {
        return required(List.of(name), longest);
    }

    private String required(List<String> aliases, int longest) {
        String name = aliases.get(0);
        return optional(aliases, longest)
                .orElseThrow(() -> new InfoFailure(code(name), "missing '" + name + "'"));
    }

    private static ResultCode code(String name) {
        return name.equals(NAMESPACE) ? ResultCode.INVALID_NAMESPACE : ResultCode.PARAMETER;
    }

    /**
     * The namespace's name.
     *
     * @param older what the parameter was called before
     */
    String namespace(String... older) {
        return required(aliases(older), LONGEST_NAMESPACE);
    }

    Optional<String> optionalNamespace(String... older) {
        return optional(aliases(older), LONGEST_NAMESPACE);
    }

    private static List<String> aliases(String... older) {
        return Stream.concat(Stream.of(NAMESPACE), Arrays.stream(older)).toList();
    }

    /** The namespace of that name, which has to be there. */
    static RecordStore existing(NamespaceTable namespaces, String name) {
        RecordStore store = namespaces.find(name);
        if (store == null) {
            throw new InfoFailure(ResultCode.INVALID_NAMESPACE, "namespace not found on node");
        }
        return store;
    }
}

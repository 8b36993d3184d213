package dev.aerospikearrow.protocol.info;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A node's own addresses, the answer to {@code service-clear-std} and its like: {@code
 * host:port,host:port} (docs/docs/internals/wire.md, section 6.1).
 *
 * @param addresses may be empty
 */
public record ServiceAddresses(List<ServiceAddress> addresses) {

    public ServiceAddresses {
        addresses = List.copyOf(addresses);
    }

    /**
     * Reads an answer.
     *
     * @param command the command that was answered, for messages
     * @throws dev.aerospikearrow.protocol.wire.MalformedReplyException if it breaks the grammar
     */
    public static ServiceAddresses parse(String command, String answer) {
        AnswerCursor cursor = new AnswerCursor(command, answer);
        List<ServiceAddress> addresses = new ArrayList<>();
        if (!cursor.atEnd()) {
            do {
                addresses.add(ServiceAddress.parse(cursor, 0));
            } while (cursor.skip(','));
            cursor.requireEnd();
        }
        return new ServiceAddresses(addresses);
    }

    /** The answer as a server writes it. */
    public String format() {
        return addresses.stream().map(ServiceAddress::toString).collect(Collectors.joining(","));
    }
}

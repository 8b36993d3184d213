package dev.aerospikearrow.client.execute;

import dev.aerospikearrow.protocol.security.AdminMessage;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One admin command, and what its answer means.
 *
 * @param what the command for people, such as {@code Creation of user "ann"}
 * @param message what is sent
 * @param kind what it does
 * @param result makes the result of the messages of the answer, without the one that ends them
 * @param <T> the result
 */
public record AdminRequest<T>(
        String what,
        AdminMessage message,
        Kind kind,
        Function<List<AdminMessage>, @Nullable T> result) {

    /** What a command does. */
    public enum Kind {
        /** It lists something, in any number of messages. */
        LIST,
        /** It changes something, and has one message for an answer. */
        CHANGE
    }
}

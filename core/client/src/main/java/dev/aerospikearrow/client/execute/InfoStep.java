package dev.aerospikearrow.client.execute;

import dev.aerospikearrow.client.cluster.Node;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One info command of a call, who gets it, and what its answers mean.
 *
 * @param command the command's text
 * @param audience who is asked
 * @param nodeId who, if one node is named; empty otherwise
 * @param errors whether an error is an answer or fails the call
 * @param judge says what the answers mean
 * @param <T> the result of the call
 */
public record InfoStep<T>(
        String command, Audience audience, String nodeId, Errors errors, Judge<T> judge) {

    /** Who is asked. */
    public enum Audience {
        /** Any node. */
        ONE_NODE,
        /** The one that is named. */
        NAMED_NODE,
        /** All nodes. */
        EVERY_NODE
    }

    /** What an answer that is an error means. */
    public enum Errors {
        /** It is handed out like any answer. */
        ARE_ANSWERS,
        /** It fails the call. */
        FAIL
    }

    /** Whether there is a result, and if not what is next. */
    public enum Kind {
        /** The call is done. */
        RESULT,
        /** The same again after a pause. */
        ASK_AGAIN,
        /** On to the next step. */
        NEXT_STEP
    }

    /**
     * What answers mean.
     *
     * @param kind what is next
     * @param result the result, if there is one
     * @param <T> its type
     */
    public record Verdict<T>(Kind kind, @Nullable T result) {
        /** The call is done. */
        public static <T> Verdict<T> result(@Nullable T result) {
            return new Verdict<>(Kind.RESULT, result);
        }

        /** The same again after a pause. */
        public static <T> Verdict<T> askAgain() {
            return new Verdict<>(Kind.ASK_AGAIN, null);
        }

        /** On to the next step. */
        public static <T> Verdict<T> nextStep() {
            return new Verdict<>(Kind.NEXT_STEP, null);
        }
    }

    /**
     * Says what the answers mean.
     *
     * @param <T> the result of the call
     */
    @FunctionalInterface
    public interface Judge<T> {
        /** Says what the answers of the nodes mean. */
        Verdict<T> judge(Map<Node, String> answers);
    }

    /** A step for one node that fails the call if the answer is an error. */
    public static <T> InfoStep<T> anyNode(String command, Judge<T> judge) {
        return new InfoStep<>(command, Audience.ONE_NODE, "", Errors.FAIL, judge);
    }

    /** A step for all nodes. */
    public static <T> InfoStep<T> everyNode(String command, Errors errors, Judge<T> judge) {
        return new InfoStep<>(command, Audience.EVERY_NODE, "", errors, judge);
    }
}

package dev.aerospikearrow.protocol.info;

import dev.aerospikearrow.protocol.wire.Bytes;
import dev.aerospikearrow.protocol.wire.FrameDescriptor;
import dev.aerospikearrow.protocol.wire.MalformedReplyException;
import dev.aerospikearrow.protocol.wire.WireBuffer;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The answers to an info request, each on a line {@code command TAB answer}
 * (docs/docs/internals/wire.md, section 6). Immutable.
 */
public final class InfoResponse {
    private final Map<String, String> answers;
    private final Optional<InfoError> failure;

    private InfoResponse(Map<String, String> answers, Optional<InfoError> failure) {
        this.answers = Collections.unmodifiableMap(answers);
        this.failure = failure;
    }

    /** Answers by command, in order. */
    public static InfoResponse of(Map<String, String> answers) {
        return new InfoResponse(new LinkedHashMap<>(answers), Optional.empty());
    }

    /** One error in place of all answers: how a server says that it had no time, or no login. */
    public static InfoResponse failed(InfoError failure) {
        return new InfoResponse(Map.of(), Optional.of(failure));
    }

    /**
     * Reads a response's body. An answer goes on until the line that begins with the next command:
     * names of sets may have newlines and tabs, and come as they are.
     *
     * @param request what was asked; a server answers in its order, and may leave answers out
     * @param frame holds the body
     * @param offset where the body starts
     * @param length how many bytes it has
     * @throws MalformedReplyException if it begins with no answer to a command, or the last answer
     *     has no newline at its end
     */
    public static InfoResponse decode(InfoRequest request, byte[] frame, int offset, int length) {
        int limit = offset + length;
        if (length > 0 && frame[limit - 1] != '\n') {
            throw new MalformedReplyException(
                    "an info answer without a newline at its end: \""
                            + excerpt(frame, offset, limit)
                            + "\"",
                    limit);
        }
        List<String> commands = request.commands().stream().map(InfoCommand::text).toList();
        Map<String, String> answers = new LinkedHashMap<>();
        Start start = Start.ofNext(commands, 0, frame, offset, limit);
        if (length > 0 && (start == null || start.lineOffset() != offset)) {
            return withoutCommand(frame, offset, limit);
        }
        while (start != null) {
            Start next =
                    Start.ofNext(commands, start.command() + 1, frame, start.valueOffset(), limit);
            int end = next == null ? limit : next.lineOffset();
            answers.put(
                    commands.get(start.command()),
                    Bytes.getUtf8(frame, start.valueOffset(), end - 1 - start.valueOffset()));
            start = next;
        }
        return new InfoResponse(answers, Optional.empty());
    }

    /**
     * Where an answer starts.
     *
     * @param command which command it answers
     * @param lineOffset where the command is repeated
     * @param valueOffset where the answer itself is
     */
    private record Start(int command, int lineOffset, int valueOffset) {
        /** The first line from {@code offset} on that repeats one of the commands left. */
        static @Nullable Start ofNext(
                List<String> commands, int first, byte[] frame, int offset, int limit) {
            for (int command = first; command < commands.size(); command++) {
                byte[] wanted = Bytes.utf8(commands.get(command) + "\t");
                int line = offset;
                while (limit - line > wanted.length) {
                    boolean startsLine = line == offset ? first == 0 : frame[line - 1] == '\n';
                    if (startsLine
                            && Arrays.equals(
                                    frame, line, line + wanted.length, wanted, 0, wanted.length)) {
                        return new Start(command, line, line + wanted.length);
                    }
                    line++;
                }
            }
            return null;
        }
    }

    /** A body that answers none of the commands: an error in place of all answers, or no body. */
    private static InfoResponse withoutCommand(byte[] frame, int offset, int limit) {
        String body = Bytes.getUtf8(frame, offset, limit - 1 - offset);
        Optional<InfoError> failure = InfoError.parse(body);
        if (failure.isPresent() && body.indexOf('\n') < 0) {
            return failed(failure.get());
        }
        throw new MalformedReplyException(
                "an info answer to another command: \"" + excerpt(frame, offset, limit) + "\"",
                offset);
    }

    private static String excerpt(byte[] bytes, int from, int to) {
        int length = Math.min(to - from, 60);
        return Bytes.getUtf8(bytes, from, length) + (length < to - from ? "…" : "");
    }

    /** Appends the response's frame. */
    public void encode(WireBuffer target) {
        int frame = target.reserve(FrameDescriptor.HEADER_LENGTH);
        for (Map.Entry<String, String> answer : answers.entrySet()) {
            target.putBytes(Bytes.utf8(answer.getKey()));
            target.putByte('\t');
            target.putBytes(Bytes.utf8(answer.getValue()));
            target.putByte('\n');
        }
        if (failure.isPresent()) {
            target.putBytes(Bytes.utf8(failure.get().format()));
            target.putByte('\n');
        }
        long bodyLength = target.length() - frame - FrameDescriptor.HEADER_LENGTH;
        target.setLong(frame, FrameDescriptor.header(FrameDescriptor.TYPE_INFO, bodyLength));
    }

    /** Answers by command, in the server's order, errors included as they came. */
    public Map<String, String> answers() {
        return answers;
    }

    /** The error that stands in place of all answers. */
    public Optional<InfoError> failure() {
        return failure;
    }

    /** The answer to a command, also if it is an error; empty if there is none. */
    public Optional<String> find(String command) {
        return Optional.ofNullable(answers.get(command));
    }

    /**
     * The answer to a command.
     *
     * @param command exactly as it was sent
     * @throws InfoErrorException if it is an error, or an error stands in place of all answers
     * @throws MalformedReplyException if the server did not answer this command
     */
    public String value(String command) {
        if (failure.isPresent()) {
            throw new InfoErrorException(command, failure.get());
        }
        String answer = answers.get(command);
        if (answer == null) {
            throw MalformedReplyException.inAnswer(
                    command, "an answer expected, found only those to " + answers.keySet(), 0);
        }
        Optional<InfoError> error = InfoError.parse(answer);
        if (error.isPresent()) {
            throw new InfoErrorException(command, error.get());
        }
        return answer;
    }

    /**
     * The answer to a command, as a whole number.
     *
     * @throws InfoErrorException as {@link #value} does
     * @throws MalformedReplyException if it is no number
     */
    public long number(String command) {
        AnswerCursor cursor = new AnswerCursor(command, value(command));
        long number = cursor.number();
        cursor.requireEnd();
        return number;
    }

    @Override
    public String toString() {
        return failure.map(InfoError::format).orElseGet(answers::toString);
    }
}

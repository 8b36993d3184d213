package dev.aerospikearrow.protocol.info;

import dev.aerospikearrow.protocol.wire.Bytes;
import dev.aerospikearrow.protocol.wire.FrameDescriptor;
import dev.aerospikearrow.protocol.wire.MalformedReplyException;
import dev.aerospikearrow.protocol.wire.WireBuffer;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

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
     * Reads a response's body.
     *
     * @param frame holds the body
     * @param offset where the body starts
     * @param length how many bytes it has
     * @throws MalformedReplyException if a line has no tab, or the last one no end
     */
    public static InfoResponse decode(byte[] frame, int offset, int length) {
        Map<String, String> answers = new LinkedHashMap<>();
        int limit = offset + length;
        int lineStart = offset;
        while (lineStart < limit) {
            int lineEnd = indexOf(frame, '\n', lineStart, limit);
            if (lineEnd < 0) {
                throw new MalformedReplyException(
                        "an info answer without a newline at its end: \""
                                + excerpt(frame, lineStart, limit)
                                + "\"",
                        limit);
            }
            int tab = indexOf(frame, '\t', lineStart, lineEnd);
            if (tab < 0) {
                String line = Bytes.getUtf8(frame, lineStart, lineEnd - lineStart);
                Optional<InfoError> failure = InfoError.parse(line);
                if (failure.isPresent() && answers.isEmpty() && lineEnd + 1 == limit) {
                    return failed(failure.get());
                }
                throw new MalformedReplyException(
                        "an info answer without a tab after its command: \""
                                + excerpt(frame, lineStart, lineEnd)
                                + "\"",
                        lineStart);
            }
            answers.put(
                    Bytes.getUtf8(frame, lineStart, tab - lineStart),
                    Bytes.getUtf8(frame, tab + 1, lineEnd - tab - 1));
            lineStart = lineEnd + 1;
        }
        return new InfoResponse(answers, Optional.empty());
    }

    private static int indexOf(byte[] bytes, char wanted, int from, int to) {
        for (int i = from; i < to; i++) {
            if (bytes[i] == wanted) {
                return i;
            }
        }
        return -1;
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

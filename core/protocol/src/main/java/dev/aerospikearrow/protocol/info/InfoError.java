package dev.aerospikearrow.protocol.info;

import dev.aerospikearrow.data.ResultCode;
import java.util.Locale;
import java.util.Optional;

/**
 * An error that a server answers to an info command instead of a value
 * (docs/docs/internals/wire.md, section 6).
 *
 * @param code a result code, {@link ResultCode}
 * @param text the server's explanation; may be empty
 */
public record InfoError(int code, String text) {

    /** Answers that mean an error without looking like one, in lower case. */
    private static final String UNKNOWN_NAMESPACE = "ns_type=unknown";

    private static final String UNKNOWN_NAME = "type=unknown";
    private static final String PACKAGE_ERROR = "error=";

    /**
     * The error that {@code answer} stands for; empty if it is a value.
     *
     * <p>Regular errors are {@code (ERROR|FAIL)[:[code][:text]]} in any case, where a missing code
     * is 1. {@code ns_type=unknown} and {@code type=unknown} (an unknown namespace) and {@code
     * error=…} (about UDF packages) are errors too.
     */
    public static Optional<InfoError> parse(String answer) {
        String lower = answer.toLowerCase(Locale.ROOT);
        if (lower.equals(UNKNOWN_NAMESPACE) || lower.equals(UNKNOWN_NAME)) {
            return Optional.of(new InfoError(ResultCode.INVALID_NAMESPACE.code(), answer));
        }
        if (lower.startsWith(PACKAGE_ERROR)) {
            return Optional.of(
                    new InfoError(
                            ResultCode.SERVER_ERROR.code(),
                            answer.substring(PACKAGE_ERROR.length())));
        }
        int wordLength = lower.startsWith("error") ? 5 : lower.startsWith("fail") ? 4 : -1;
        if (wordLength < 0 || answer.length() > wordLength && answer.charAt(wordLength) != ':') {
            return Optional.empty();
        }
        String rest = answer.length() > wordLength ? answer.substring(wordLength + 1) : "";
        return Optional.of(regular(onlyOnce(rest, answer)));
    }

    /**
     * Some commands repeat an error, separated by a semicolon: what stands before the repetition.
     */
    private static String onlyOnce(String rest, String answer) {
        int half = answer.length() / 2;
        boolean repeated =
                answer.length() % 2 == 1
                        && answer.charAt(half) == ';'
                        && answer.regionMatches(0, answer, half + 1, half);
        return repeated ? rest.substring(0, rest.length() - half - 1) : rest;
    }

    private static InfoError regular(String rest) {
        int colon = rest.indexOf(':');
        String code = colon < 0 ? rest : rest.substring(0, colon);
        String text = colon < 0 ? "" : rest.substring(colon + 1);
        if (code.isEmpty()) {
            return new InfoError(ResultCode.SERVER_ERROR.code(), text);
        }
        try {
            return new InfoError(Integer.parseInt(code), text);
        } catch (NumberFormatException e) {
            // A text where the code should be.
            return new InfoError(ResultCode.SERVER_ERROR.code(), rest);
        }
    }

    /** The answer as a server writes it; code 1 is left out. */
    public String format() {
        String number = code == ResultCode.SERVER_ERROR.code() ? "" : Integer.toString(code);
        return "ERROR:" + number + ':' + text;
    }

    @Override
    public String toString() {
        return ResultCode.describe(code) + (text.isEmpty() ? "" : ": " + text);
    }
}

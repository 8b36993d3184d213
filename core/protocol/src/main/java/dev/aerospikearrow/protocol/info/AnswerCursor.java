package dev.aerospikearrow.protocol.info;

import dev.aerospikearrow.protocol.wire.MalformedReplyException;

/** A reader of an answer's text from left to right; what does not fit fails with its offset. */
final class AnswerCursor {
    private static final int EXCERPT_LENGTH = 20;

    private final String command;
    private final String text;
    private int position;

    AnswerCursor(String command, String text) {
        this.command = command;
        this.text = text;
    }

    int position() {
        return position;
    }

    boolean atEnd() {
        return position == text.length();
    }

    boolean at(char wanted) {
        return position < text.length() && text.charAt(position) == wanted;
    }

    /** Steps over {@code wanted} if it comes next. */
    boolean skip(char wanted) {
        if (at(wanted)) {
            position++;
            return true;
        }
        return false;
    }

    void expect(char wanted) {
        if (!skip(wanted)) {
            throw broken("'" + wanted + "' expected, found " + found());
        }
    }

    void requireEnd() {
        if (!atEnd()) {
            throw broken("the end expected, found " + found());
        }
    }

    /** What stands before the next of {@code delimiters}, or before the end. */
    String until(String delimiters) {
        int start = position;
        while (position < text.length() && delimiters.indexOf(text.charAt(position)) < 0) {
            position++;
        }
        return text.substring(start, position);
    }

    /** The same, which must not be empty. */
    String word(String what, String delimiters) {
        String word = until(delimiters);
        if (word.isEmpty()) {
            throw broken(what + " expected, found " + found());
        }
        return word;
    }

    /**
     * Goes on behind an entry in brackets that cannot be read.
     *
     * @param start where the entry begins
     * @param fault what is wrong with it
     * @throws MalformedReplyException the fault, if it cannot be told where the entry ends
     */
    void skipBrackets(int start, MalformedReplyException fault) {
        int depth = 0;
        for (int at = start; at < text.length(); at++) {
            depth += text.charAt(at) == '[' ? 1 : text.charAt(at) == ']' ? -1 : 0;
            if (depth <= 0) {
                if (at == start) {
                    break;
                }
                position = at + 1;
                return;
            }
        }
        throw fault;
    }

    /** A decimal number, possibly negative. */
    long number() {
        int start = position;
        skip('-');
        while (position < text.length()
                && text.charAt(position) >= '0'
                && text.charAt(position) <= '9') {
            position++;
        }
        try {
            return Long.parseLong(text, start, position, 10);
        } catch (NumberFormatException e) {
            position = start;
            throw broken("a number expected, found " + found());
        }
    }

    /** A decimal number within bounds. */
    int number(String what, int min, int max) {
        int start = position;
        long number = number();
        if (number < min || number > max) {
            position = start;
            throw broken(what + " from " + min + " to " + max + " expected, found " + number);
        }
        return (int) number;
    }

    MalformedReplyException broken(String what) {
        return broken(what, position);
    }

    MalformedReplyException broken(String what, int offset) {
        return MalformedReplyException.inAnswer(command, what, offset);
    }

    private String found() {
        if (atEnd()) {
            return "the end";
        }
        int end = Math.min(text.length(), position + EXCERPT_LENGTH);
        return "\"" + text.substring(position, end) + (end < text.length() ? "…\"" : "\"");
    }
}

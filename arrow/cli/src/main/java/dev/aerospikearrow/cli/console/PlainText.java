package dev.aerospikearrow.cli.console;

import java.io.ByteArrayOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * Text for people, without what terminals obey: names and values come from records, and whoever
 * wrote them must not move the cursor, colour the screen or turn the direction of the text. Such
 * characters are shown as their numbers, as in {@code \u001b}, which JSON and Java read as the same
 * character. Line feeds and tabulators stay.
 */
public final class PlainText {
    private static final int FIRST_C1 = 0x80;
    private static final int LAST_C1 = 0x9F;

    /** The first byte of the C1 controls in UTF-8; the second is the control itself. */
    private static final int C1_LEAD = 0xC2;

    private PlainText() {}

    /** The text, with controls shown. */
    public static String of(String text) {
        if (text.chars().noneMatch(PlainText::isControl)) {
            return text;
        }
        StringBuilder plain = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            if (isControl(character)) {
                plain.append(shown(character));
            } else {
                plain.append(character);
            }
        }
        return plain.toString();
    }

    /** Also those that turn the direction of what follows. */
    private static boolean isControl(int character) {
        return Character.isISOControl(character) && character != '\n' && character != '\t'
                || character >= 0x202A && character <= 0x202E
                || character >= 0x2066 && character <= 0x2069;
    }

    private static String shown(int character) {
        return String.format(Locale.ROOT, "\\u%04x", character);
    }

    /** A stream of UTF-8 that leads to a terminal. */
    static OutputStream onTerminal(OutputStream terminal) {
        return new FilterOutputStream(terminal) {
            private boolean afterLead;

            @Override
            public void write(byte[] bytes, int offset, int length) throws IOException {
                ByteArrayOutputStream plain = new ByteArrayOutputStream(length);
                for (int i = offset; i < offset + length; i++) {
                    add(bytes[i] & 0xFF, plain);
                }
                out.write(plain.toByteArray());
            }

            @Override
            public void write(int value) throws IOException {
                write(new byte[] {(byte) value}, 0, 1);
            }

            private void add(int value, ByteArrayOutputStream plain) {
                if (afterLead) {
                    afterLead = false;
                    if (value >= FIRST_C1 && value <= LAST_C1) {
                        plain.writeBytes(shown(value).getBytes(StandardCharsets.US_ASCII));
                        return;
                    }
                    plain.write(C1_LEAD);
                }
                if (value == C1_LEAD) {
                    afterLead = true;
                } else if (value < FIRST_C1 && isControl(value)) {
                    plain.writeBytes(shown(value).getBytes(StandardCharsets.US_ASCII));
                } else {
                    plain.write(value);
                }
            }
        };
    }
}

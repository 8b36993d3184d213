package dev.aerospikearrow.cli.file;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Texts as they are read from files: UTF-8 and nothing else. */
public final class Utf8Text {
    private static final byte[] MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};

    private Utf8Text() {}

    /**
     * The characters of a file, without a byte order mark at its beginning.
     *
     * @return reads fail with a {@link java.nio.charset.CharacterCodingException} where the bytes
     *     are no UTF-8; closing it closes {@code bytes}
     */
    public static Reader reader(InputStream bytes) throws IOException {
        return new InputStreamReader(
                withoutMark(bytes),
                StandardCharsets.UTF_8
                        .newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT));
    }

    /** The same bytes without a byte order mark at their beginning. */
    public static InputStream withoutMark(InputStream bytes) throws IOException {
        InputStream marked = bytes.markSupported() ? bytes : new BufferedInputStream(bytes);
        marked.mark(MARK.length);
        if (!Arrays.equals(marked.readNBytes(MARK.length), MARK)) {
            marked.reset();
        }
        return marked;
    }
}

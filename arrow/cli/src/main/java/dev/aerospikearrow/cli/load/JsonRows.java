package dev.aerospikearrow.cli.load;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The rows of JSON lines: an object on each, whose values are what they are. */
final class JsonRows implements RowReader {
    private static final int BUFFER_BYTES = 1 << 16;

    private final String name;
    private final InputStream bytes;
    private final Function<String, Optional<BinType>> known;
    private final Map<String, BinType> types = new HashMap<>();
    private final LineBuffer buffer = new LineBuffer();
    private final byte[] chunk = new byte[BUFFER_BYTES];
    private int chunkStart;
    private int chunkEnd;
    private long line;

    /**
     * @param bytes closed with this object
     * @param known the types of columns that somebody has told
     */
    JsonRows(String name, InputStream bytes, Function<String, Optional<BinType>> known) {
        this.name = name;
        this.bytes = bytes;
        this.known = known;
    }

    /** A buffer whose bytes need no copy. */
    private static final class LineBuffer extends ByteArrayOutputStream {
        byte[] array() {
            return buf;
        }

        boolean isBlank() {
            for (int i = 0; i < count; i++) {
                if (buf[i] != ' ' && buf[i] != '\t' && buf[i] != '\r') {
                    return false;
                }
            }
            return true;
        }
    }

    @Override
    public Optional<TextRow> next() throws IOException {
        do {
            if (!readLine()) {
                return Optional.empty();
            }
        } while (buffer.isBlank());
        try {
            Map<String, @Nullable Object> values =
                    JsonText.object(buffer.array(), 0, buffer.size());
            byte[] copy = buffer.toByteArray();
            return Optional.of(
                    new TextRow(line, values, () -> new String(copy, StandardCharsets.UTF_8)));
        } catch (MisfitException e) {
            throw new RefusedRowException(
                    name, line, e.reason(), buffer.toString(StandardCharsets.UTF_8));
        }
    }

    private boolean readLine() throws IOException {
        buffer.reset();
        if (!hasMore()) {
            return false;
        }
        line++;
        while (hasMore()) {
            int end = chunkStart;
            while (end < chunkEnd && chunk[end] != '\n') {
                end++;
            }
            buffer.write(chunk, chunkStart, end - chunkStart);
            boolean found = end < chunkEnd;
            chunkStart = found ? end + 1 : end;
            if (found) {
                return true;
            }
        }
        return true;
    }

    private boolean hasMore() throws IOException {
        if (chunkStart == chunkEnd) {
            chunkStart = 0;
            chunkEnd = Math.max(0, bytes.read(chunk));
        }
        return chunkStart < chunkEnd;
    }

    @Override
    public OptionalLong rowCount() {
        return OptionalLong.empty();
    }

    @Override
    public List<String> columns() {
        return List.of();
    }

    @Override
    public BinType type(String column) {
        return types.computeIfAbsent(column, name -> known.apply(name).orElse(FoundType.INSTANCE));
    }

    @Override
    public void close() throws IOException {
        bytes.close();
    }
}

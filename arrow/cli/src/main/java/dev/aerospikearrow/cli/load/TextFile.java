package dev.aerospikearrow.cli.load;

import com.github.luben.zstd.ZstdInputStream;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/**
 * A file of text that can be read more than once, unpacked if its name ends in {@code .gz} or
 * {@code .zst}. What comes from standard input is kept in a temporary file where that is needed.
 */
final class TextFile implements AutoCloseable {
    private static final String STANDARD_INPUT = "standard input";
    private static final int BUFFER_BYTES = 1 << 16;

    private final String name;
    private final Path path;
    private final Optional<Path> temporary;
    private final Optional<InputStream> stream;

    private TextFile(
            String name, Path path, Optional<Path> temporary, Optional<InputStream> stream) {
        this.name = name;
        this.path = path;
        this.temporary = temporary;
        this.stream = stream;
    }

    static TextFile of(Path path) {
        return new TextFile(path.toString(), path, Optional.empty(), Optional.empty());
    }

    /** Standard input, to be opened once. */
    static TextFile once(InputStream input) {
        return new TextFile(STANDARD_INPUT, Path.of("-"), Optional.empty(), Optional.of(input));
    }

    /** Keeps a stream until this object is closed. */
    static TextFile spool(InputStream input) throws IOException {
        Path file = Files.createTempFile("aerospike-arrow", ".input");
        try {
            Files.copy(input, file, StandardCopyOption.REPLACE_EXISTING);
            return new TextFile(STANDARD_INPUT, file, Optional.of(file), Optional.empty());
        } catch (IOException | RuntimeException e) {
            Files.deleteIfExists(file);
            throw e;
        }
    }

    /** For people. */
    String name() {
        return name;
    }

    InputStream open() throws IOException {
        if (stream.isPresent()) {
            return stream.get();
        }
        InputStream bytes = new BufferedInputStream(Files.newInputStream(path), BUFFER_BYTES);
        String lower = path.toString().toLowerCase(Locale.ROOT);
        try {
            if (lower.endsWith(".gz")) {
                return new GZIPInputStream(bytes, BUFFER_BYTES);
            }
            return lower.endsWith(".zst") ? new ZstdInputStream(bytes) : bytes;
        } catch (IOException e) {
            bytes.close();
            throw e;
        }
    }

    @Override
    public void close() throws IOException {
        if (temporary.isPresent()) {
            Files.deleteIfExists(temporary.get());
        }
    }
}

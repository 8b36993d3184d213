package dev.aerospikearrow.server.collection;

import dev.aerospikearrow.server.store.ParticleValue;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tables of what a real server did, as test resources: one case a line, columns by tabs. */
public final class Recording {
    private static final String NOTHING = "-";

    private Recording() {}

    /** The lines of a table, comments included. */
    public static List<String[]> load(String name) {
        InputStream in = Recording.class.getResourceAsStream("/recorded/" + name);
        if (in == null) {
            throw new IllegalArgumentException("There is no recording " + name + ".");
        }
        List<String[]> lines = new ArrayList<>();
        try (BufferedReader reader =
                new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                lines.add(line.split("\t"));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return lines;
    }

    /** A value in the form {@code particle type:hex}; null for none. */
    public static @Nullable ParticleValue particle(String text) {
        if (text.equals(NOTHING)) {
            return null;
        }
        int colon = text.indexOf(':');
        return ParticleValue.of(
                Integer.parseInt(text.substring(0, colon)),
                HexFormat.of().parseHex(text.substring(colon + 1)));
    }

    /** A value in the same form. */
    public static String describe(@Nullable ParticleValue value) {
        return value == null || value.particleType() == 0
                ? NOTHING
                : value.particleType() + ":" + HexFormat.of().formatHex(value.copyBytes());
    }
}

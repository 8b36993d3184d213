package dev.aerospikearrow.server.golden;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A request that was sent to a real server, and everything that it answered.
 *
 * @param request a whole frame
 * @param response one or more whole frames
 */
public record RecordedExchange(byte[] request, byte[] response) {
    private static final Pattern BYTES = Pattern.compile("\"(request|response)\": \"([0-9a-f]*)\"");

    /** The exchanges of one recording, in order. */
    public static List<RecordedExchange> load(String name) {
        Matcher matcher = BYTES.matcher(text(name));
        List<RecordedExchange> exchanges = new ArrayList<>();
        byte[] request = new byte[0];
        while (matcher.find()) {
            byte[] bytes = HexFormat.of().parseHex(matcher.group(2));
            if (matcher.group(1).equals("request")) {
                request = bytes;
            } else {
                exchanges.add(new RecordedExchange(request, bytes));
            }
        }
        return exchanges;
    }

    private static String text(String name) {
        String resource = "/wire/" + name + ".json";
        try (InputStream in = RecordedExchange.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalArgumentException("There is no recording " + resource + ".");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

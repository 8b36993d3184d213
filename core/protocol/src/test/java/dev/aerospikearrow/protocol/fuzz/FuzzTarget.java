package dev.aerospikearrow.protocol.fuzz;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * What is fuzzed, by {@code make fuzz} and, with the inputs that are kept, by {@link FuzzTest}. A
 * target knows nothing of the fuzzer, which finds its method by name.
 */
public enum FuzzTarget {
    REPLY(ReplyFuzz.class, ReplyFuzz::fuzzerTestOneInput, ReplyFuzz::seeds),
    MSGPACK(MsgpackFuzz.class, MsgpackFuzz::fuzzerTestOneInput, MsgpackFuzz::seeds),
    INFO(InfoFuzz.class, InfoFuzz::fuzzerTestOneInput, InfoFuzz::seeds),
    ADMIN(AdminFuzz.class, AdminFuzz::fuzzerTestOneInput, AdminFuzz::seeds);

    /** Below it, a folder for each target with inputs that were found. */
    private static final String FOUND = "/fuzz";

    private final Class<?> type;
    private final Consumer<byte[]> run;
    private final Supplier<Map<String, byte[]>> seeds;

    FuzzTarget(Class<?> type, Consumer<byte[]> run, Supplier<Map<String, byte[]>> seeds) {
        this.type = type;
        this.run = run;
        this.seeds = seeds;
    }

    /** Fails if the input shows a fault. */
    void run(byte[] input) {
        run.accept(input);
    }

    /** What the fuzzer begins with, by name: recorded exchanges, and inputs that were found. */
    Map<String, byte[]> inputs() {
        Map<String, byte[]> inputs = new LinkedHashMap<>(seeds.get());
        inputs.putAll(found());
        return inputs;
    }

    /** Inputs that have shown a fault once. */
    private Map<String, byte[]> found() {
        URL folder = FuzzTarget.class.getResource(FOUND + "/" + type.getSimpleName());
        if (folder == null) {
            return Map.of();
        }
        try (Stream<Path> files = Files.list(Path.of(folder.toURI()))) {
            Map<String, byte[]> found = new LinkedHashMap<>();
            for (Path file : files.sorted().toList()) {
                found.put(file.getFileName().toString(), Files.readAllBytes(file));
            }
            return found;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Writes what the fuzzer begins with, in a folder for each target that is called as its class.
     *
     * @param arguments the folder around them
     */
    public static void main(String[] arguments) throws IOException {
        for (FuzzTarget target : List.of(values())) {
            Path folder = Path.of(arguments[0], target.type.getName());
            Files.createDirectories(folder);
            for (Map.Entry<String, byte[]> input : target.inputs().entrySet()) {
                Files.write(folder.resolve(input.getKey()), input.getValue());
            }
        }
    }
}

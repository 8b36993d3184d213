package dev.aerospikearrow.examples.guides;

import dev.aerospikearrow.client.AerospikeClient;
import dev.aerospikearrow.columnar.ColumnarClient;
import dev.aerospikearrow.server.EmbeddedCluster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The programs of this module: their source, and what they print on a cluster of their own. */
final class Examples {
    private static final Path SOURCES = Path.of("src/main/java/dev/aerospikearrow/examples/guides");

    /** The method that writes what a class's examples read. */
    private static final String DATA = "data";

    private static final Pattern REGION =
            Pattern.compile(
                    "^ *// begin (\\w+)\n(.*?)^ *// end \\1$", Pattern.MULTILINE | Pattern.DOTALL);

    private static final Pattern IMPORT =
            Pattern.compile("^import (?:static )?[\\w.]+\\.(\\w+);$", Pattern.MULTILINE);

    /** Texts and comments. */
    private static final Pattern NO_CODE = Pattern.compile("\"(?:[^\"\\\\\n]|\\\\.)*\"|//.*");

    /** The ports of an embedded cluster are others each time. */
    private static final Pattern LOCAL_ADDRESS = Pattern.compile("127\\.0\\.0\\.1:\\d{4,5}");

    private Examples() {}

    /** All regions, as {@code ClassName.name}. */
    static List<String> regions() {
        try (Stream<Path> files = Files.list(SOURCES)) {
            return files.sorted().flatMap(Examples::regionsOf).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<String> regionsOf(Path file) {
        String className = file.getFileName().toString().replace(".java", "");
        return REGION.matcher(source(className))
                .results()
                .map(region -> className + "." + region.group(1));
    }

    private static String source(String className) {
        try {
            return Files.readString(SOURCES.resolve(className + ".java"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The lines of a region, without its margin. */
    static String code(String className, String name) {
        Matcher region = REGION.matcher(source(className));
        while (region.find()) {
            if (region.group(1).equals(name)) {
                return region.group(2).stripTrailing().stripIndent().strip();
            }
        }
        throw new IllegalArgumentException(
                className + ".java has no lines from '// begin " + name + "' to '// end'.");
    }

    /**
     * The imports that a region needs, as its class has them: with these above it, pasted code
     * means what it means here. None for a region that has its own.
     */
    static List<String> imports(String className, String name) {
        String code = code(className, name);
        if (IMPORT.matcher(code).find()) {
            return List.of();
        }
        String words = NO_CODE.matcher(code).replaceAll(" ");
        return IMPORT.matcher(source(className))
                .results()
                .filter(
                        line ->
                                Pattern.compile("\\b" + line.group(1) + "\\b")
                                        .matcher(words)
                                        .find())
                .map(MatchResult::group)
                .toList();
    }

    /** Classes of this module that a region names, which no reader has. */
    static List<String> unknownToReaders(String className, String name) {
        String words = NO_CODE.matcher(code(className, name)).replaceAll(" ");
        try (Stream<Path> files = Files.list(SOURCES)) {
            return files.map(file -> file.getFileName().toString().replace(".java", ""))
                    .filter(other -> !other.equals(className))
                    .filter(other -> Pattern.compile("\\b" + other + "\\b").matcher(words).find())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether a region is a whole program: a method of its name runs it. */
    static boolean isProgram(String className, String name) {
        return methods(className).anyMatch(method -> method.getName().equals(name));
    }

    /** What a program prints. */
    static String output(String className, String name) {
        try (EmbeddedCluster cluster = EmbeddedCluster.builder().nodes(3).start();
                AerospikeClient client = AerospikeClient.connect(cluster.hosts().get(0));
                ColumnarClient columns = ColumnarClient.over(client)) {
            Map<Class<?>, Object> given =
                    Map.of(
                            EmbeddedCluster.class, cluster,
                            AerospikeClient.class, client,
                            ColumnarClient.class, columns);
            methods(className)
                    .filter(method -> method.getName().equals(DATA))
                    .forEach(method -> call(method, given));
            Method program =
                    methods(className)
                            .filter(method -> method.getName().equals(name))
                            .findFirst()
                            .orElseThrow(
                                    () ->
                                            new IllegalArgumentException(
                                                    className + " has no method " + name + "."));
            return LOCAL_ADDRESS
                    .matcher(printed(() -> call(program, given)))
                    .replaceAll("127.0.0.1:3000");
        }
    }

    private static Stream<Method> methods(String className) {
        try {
            Class<?> type = Class.forName(Examples.class.getPackageName() + "." + className);
            return Arrays.stream(type.getDeclaredMethods())
                    .filter(method -> Modifier.isStatic(method.getModifiers()))
                    .filter(method -> !Modifier.isPrivate(method.getModifiers()))
                    .filter(method -> method.getReturnType() == void.class);
        } catch (ClassNotFoundException e) {
            throw new IllegalArgumentException("There is no class " + className + ".", e);
        }
    }

    private static void call(Method method, Map<Class<?>, Object> given) {
        Object[] arguments = Arrays.stream(method.getParameterTypes()).map(given::get).toArray();
        try {
            method.invoke(null, arguments);
        } catch (InvocationTargetException e) {
            throw new AssertionError(method + " failed.", e.getCause());
        } catch (IllegalAccessException e) {
            throw new AssertionError(e);
        }
    }

    private static String printed(Runnable program) {
        PrintStream before = System.out;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8)) {
            System.setOut(out);
            program.run();
        } finally {
            System.setOut(before);
        }
        return bytes.toString(StandardCharsets.UTF_8)
                .lines()
                .map(String::stripTrailing)
                .reduce("", (text, line) -> text + line + "\n")
                .strip();
    }
}

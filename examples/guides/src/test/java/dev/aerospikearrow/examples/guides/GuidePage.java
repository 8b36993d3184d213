package dev.aerospikearrow.examples.guides;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A page of the documentation, with blocks that say which example they show. */
record GuidePage(Path file, String text) {
    static final Path ROOT = Path.of("../..");
    static final Path DIRECTORY = ROOT.resolve("docs/docs");

    /** What is closed unless a reader opens it, on a forge as on the site. */
    private static final String FOLD =
            "\n\n<details>\n<summary>Imports</summary>\n\n```java imports\n%s\n```\n\n</details>";

    private static final Pattern BLOCK =
            Pattern.compile(
                    "^(```\\w+ (guide|output)=(\\w+)\\.(\\w+)\n)(.*?)(^```)$"
                            + "(?:\n\n<details>\n<summary>Imports</summary>\n.*?^</details>$)?",
                    Pattern.MULTILINE | Pattern.DOTALL);

    /** Every page of the site, and those that stand at the top of the repository. */
    static List<GuidePage> all() {
        Stream<Path> top =
                Stream.of("README.md", "CONTRIBUTING.md", "CHANGELOG.md").map(ROOT::resolve);
        try (Stream<Path> files = Files.walk(DIRECTORY)) {
            Stream<Path> pages = files.filter(file -> file.toString().endsWith(".md")).sorted();
            return Stream.concat(top, pages).map(GuidePage::read).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static GuidePage read(Path file) {
        try {
            return new GuidePage(file, Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void write() {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The page as it should be: with what is compiled, and what it prints. */
    GuidePage refreshed() {
        String refreshed =
                BLOCK.matcher(text).replaceAll(block -> Matcher.quoteReplacement(refreshed(block)));
        return new GuidePage(file, refreshed);
    }

    private static String refreshed(MatchResult block) {
        String content =
                block.group(2).equals("guide")
                        ? Examples.code(block.group(3), block.group(4))
                        : Examples.output(block.group(3), block.group(4));
        return block.group(1) + content + "\n" + block.group(6) + imports(block);
    }

    private static String imports(MatchResult block) {
        List<String> imports =
                block.group(2).equals("guide")
                        ? Examples.imports(block.group(3), block.group(4))
                        : List.of();
        return imports.isEmpty() ? "" : FOLD.formatted(String.join("\n", imports));
    }

    /** Which examples are shown with their code or their output, as {@code ClassName.name}. */
    Set<String> shown(String kind) {
        Set<String> names = new TreeSet<>();
        BLOCK.matcher(text)
                .results()
                .filter(block -> block.group(2).equals(kind))
                .forEach(block -> names.add(block.group(3) + "." + block.group(4)));
        return names;
    }

    /** Lines that open a block of Java which comes from nowhere. */
    List<String> otherJava() {
        return text.lines()
                .filter(line -> line.startsWith("```java"))
                .filter(line -> !line.matches("```java ((guide|output)=.*|imports)"))
                .toList();
    }

    @Override
    public String toString() {
        return ROOT.relativize(file).toString();
    }
}

package dev.aerospikearrow.columnar;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aerospikearrow.client.AerospikeClient;
import dev.aerospikearrow.data.Key;
import java.io.IOException;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReader;
import java.lang.module.ModuleReference;
import java.lang.reflect.Modifier;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The types that users can name, which cannot be taken back after a release. */
class PublicTypesTest {
    /** Set by {@code make docs-public-types}. */
    private static final boolean REFRESH = Boolean.getBoolean("public-types.refresh");

    private static final Path ROOT = Path.of("..", "..");
    private static final Path PAGE = ROOT.resolve("docs/docs/internals/public-types.md");

    /** A class of each module, and where its sources are. */
    private static final Map<Class<?>, String> MODULES =
            Map.of(
                    Key.class, "core/protocol",
                    AerospikeClient.class, "core/client",
                    ColumnarClient.class, "arrow/columnar");

    private static final Pattern FIRST_SENTENCE =
            Pattern.compile(
                    "/\\*\\*((?:(?!\\*/).)*)\\*/\\s*(?:(?://[^\\n]*|@\\w+(?:\\([^)]*\\))?)\\s*)*public [\\w -]*"
                            + "(?:class|interface|record|enum) ",
                    Pattern.DOTALL);

    /** Up to a full stop or a colon that is not inside of code. */
    private static final Pattern FIRST_OF_TEXT =
            Pattern.compile("((?:`[^`]*`|[^`])*?)[.:](?= [A-Z]|$| <pre>)");

    private static ModuleReference moduleOf(Class<?> type) {
        try {
            Path place = Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
            return ModuleFinder.of(place).findAll().iterator().next();
        } catch (URISyntaxException e) {
            throw new AssertionError(e);
        }
    }

    private static Set<String> exported(ModuleReference module) {
        return module.descriptor().exports().stream()
                .filter(export -> !export.isQualified())
                .map(ModuleDescriptor.Exports::source)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The public top-level types of a package that is exported to everybody. */
    private static List<Class<?>> publicTypes(ModuleReference module, String packageName)
            throws IOException, ClassNotFoundException {
        List<Class<?>> types = new ArrayList<>();
        String folder = packageName.replace('.', '/') + '/';
        try (ModuleReader reader = module.open();
                Stream<String> files = reader.list()) {
            for (String file : files.sorted().toList()) {
                String rest = file.startsWith(folder) ? file.substring(folder.length()) : "/";
                if (!rest.endsWith(".class") || rest.contains("/") || rest.contains("$")) {
                    continue;
                }
                String name = rest.substring(0, rest.length() - ".class".length());
                if (name.contains("-")) {
                    continue;
                }
                Class<?> type = Class.forName(packageName + '.' + name);
                if (Modifier.isPublic(type.getModifiers())) {
                    types.add(type);
                }
            }
        }
        return types;
    }

    /** The public types inside a type, which a user can name as well: {@code , with `Flag`}. */
    private static String nested(Class<?> type) {
        List<String> names =
                Stream.of(type.getDeclaredClasses())
                        .filter(inner -> Modifier.isPublic(inner.getModifiers()))
                        .map(inner -> '`' + inner.getSimpleName() + '`')
                        .sorted()
                        .toList();
        return names.isEmpty() ? "" : " (with " + String.join(", ", names) + ")";
    }

    /** The first sentence of a type's documentation, as text. */
    private static String purpose(Path source) throws IOException {
        Matcher found = FIRST_SENTENCE.matcher(Files.readString(source));
        assertTrue(found.find(), () -> source + " has a public type without documentation");
        String text = found.group(1).replaceAll("(?m)^\\s*\\* ?", "").strip();
        text = text.split("\n\\s*\n|<p>|\n@")[0].replaceAll("\\s+", " ");
        text = text.replaceAll("\\{@(?:link|linkplain) ([\\w.#]+(?:\\([^)]*\\))?) ([^}]*)}", "$2");
        text = text.replaceAll("\\{@link (?:[a-z]\\w*\\.)*#?([^}]*)}", "`$1`");
        text = text.replaceAll("\\{@(?:code|value) ([^}]*)}", "`$1`");
        Matcher sentence = FIRST_OF_TEXT.matcher(text);
        return (sentence.lookingAt() ? sentence.group(1) : text).replace("|", "\\|").strip();
    }

    private static Map<String, Map<String, String>> typesByPackage()
            throws IOException, ClassNotFoundException {
        Map<String, Map<String, String>> byPackage = new TreeMap<>();
        for (Map.Entry<Class<?>, String> each : MODULES.entrySet()) {
            ModuleReference module = moduleOf(each.getKey());
            Path sources = ROOT.resolve(each.getValue()).resolve("src/main/java");
            for (String packageName : exported(module)) {
                Map<String, String> types = new TreeMap<>();
                for (Class<?> type : publicTypes(module, packageName)) {
                    String file = type.getName().replace('.', '/') + ".java";
                    types.put(type.getSimpleName(), purpose(sources.resolve(file)) + nested(type));
                }
                byPackage.put(packageName, types);
            }
        }
        return byPackage;
    }

    private static String page(Map<String, Map<String, String>> byPackage) {
        StringBuilder text = new StringBuilder();
        int count = byPackage.values().stream().mapToInt(Map::size).sum();
        text.append("---\nsidebar_position: 3\n---\n\n# The public types\n\n");
        text.append("Users can name these ").append(count);
        text.append(" types of ").append(byPackage.size()).append(" packages. All others are ");
        text.append("plumbing, which the modules keep to themselves. The page is written by\n");
        text.append("`make docs-public-types` from the first sentence of each type; a test fails ");
        text.append("when a type comes or goes without it.\n");
        byPackage.forEach(
                (name, types) -> {
                    text.append("\n## `").append(name).append("`\n\n| type | |\n|---|---|\n");
                    types.forEach(
                            (type, purpose) ->
                                    text.append("| `")
                                            .append(type)
                                            .append("` | ")
                                            .append(purpose)
                                            .append(" |\n"));
                });
        return text.toString();
    }

    @Test
    void thePageListsAllPublicTypesAndWhyTheyAreThere() throws Exception {
        String expected = page(typesByPackage());
        if (REFRESH) {
            Files.writeString(PAGE, expected);
        }
        assertEquals(
                expected,
                Files.readString(PAGE),
                "Is the new type one that users must name? Then: make docs-public-types");
    }

    @Test
    void usersImportFromFivePackages() throws Exception {
        assertEquals(
                Set.of(
                        "dev.aerospikearrow.client",
                        "dev.aerospikearrow.columnar",
                        "dev.aerospikearrow.data",
                        "dev.aerospikearrow.expression",
                        "dev.aerospikearrow.operation"),
                typesByPackage().keySet());
    }

    @Test
    void theCheckOfTheApiLooksAtAllPackagesThatUsersImport() throws Exception {
        Matcher include =
                Pattern.compile("<include>(dev\\.aerospikearrow\\.[\\w.]+)</include>")
                        .matcher(Files.readString(ROOT.resolve("pom.xml")));
        Set<String> checked = new TreeSet<>();
        while (include.find()) {
            checked.add(include.group(1));
        }
        Set<String> imported = new TreeSet<>(typesByPackage().keySet());
        // These are no modules yet; the rest of their packages is plumbing.
        imported.addAll(
                Set.of(
                        "dev.aerospikearrow.duckdb",
                        "dev.aerospikearrow.spark",
                        "dev.aerospikearrow.micrometer",
                        "dev.aerospikearrow.opentelemetry"));
        assertEquals(imported, checked);
    }

    @Test
    void namesOfPublicTypesOccurOnce() throws Exception {
        Set<String> seen = new TreeSet<>();
        typesByPackage()
                .values()
                .forEach(types -> types.keySet().forEach(name -> assertTrue(seen.add(name), name)));
        assertFalse(seen.isEmpty());
    }
}

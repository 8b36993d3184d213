package dev.aerospikearrow.benchmarks;

import java.io.IOException;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The facts that figures depend on: commit, machine, JDK. */
public final class HostFacts {
    private HostFacts() {}

    /** The facts of this process, by name, in the order in which they are to be shown. */
    public static Map<String, String> read() {
        Runtime runtime = Runtime.getRuntime();
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("commit", commit());
        facts.put("processor", processor() + ", " + runtime.availableProcessors() + " available");
        facts.put("memory", "heap of at most " + (runtime.maxMemory() >> 20) + " MiB");
        facts.put(
                "system",
                property("os.name") + " " + property("os.version") + " " + property("os.arch"));
        facts.put("java", property("java.vm.name") + " " + property("java.runtime.version"));
        facts.put("flags", flags());
        facts.put(
                "collector",
                ManagementFactory.getGarbageCollectorMXBeans().stream()
                        .map(GarbageCollectorMXBean::getName)
                        .collect(Collectors.joining(", ")));
        return facts;
    }

    /**
     * The flags of this process, which those of JMH inherit; without the properties of this class.
     */
    private static String flags() {
        return ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(flag -> !flag.startsWith("-Dbenchmarks."))
                .collect(Collectors.joining(" "));
    }

    private static String property(String name) {
        return System.getProperty(name, "?");
    }

    private static String commit() {
        String hash = firstLine("git", "rev-parse", "HEAD");
        String changes = firstLine("git", "status", "--porcelain", "--untracked-files=no");
        return hash + (changes.isEmpty() ? "" : ", with uncommitted changes");
    }

    private static String firstLine(String... command) {
        try {
            Process process =
                    new ProcessBuilder(command)
                            .redirectError(ProcessBuilder.Redirect.DISCARD)
                            .start();
            try (Stream<String> lines = process.inputReader().lines()) {
                return lines.findFirst().orElse("");
            }
        } catch (IOException e) {
            return "unknown (" + e.getMessage() + ")";
        }
    }

    /** The processor's model, where Linux tells it. */
    private static String processor() {
        try (Stream<String> lines = Files.lines(Path.of("/proc/cpuinfo"))) {
            return lines.filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse("unknown");
        } catch (IOException e) {
            return "unknown";
        }
    }
}

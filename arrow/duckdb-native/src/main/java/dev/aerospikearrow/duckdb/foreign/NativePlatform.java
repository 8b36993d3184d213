package dev.aerospikearrow.duckdb.foreign;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A system and processor for which DuckDB's driver brings a library. */
enum NativePlatform {
    LINUX_X64("linux", List.of("amd64", "x86_64"), "linux_amd64"),
    LINUX_ARM64("linux", List.of("aarch64", "arm64"), "linux_arm64"),
    MACOS_ARM64("mac", List.of("aarch64", "arm64"), "macos_arm64"),
    WINDOWS_X64("windows", List.of("amd64", "x86_64"), "windows_amd64");

    private final String system;
    private final List<String> processors;
    private final String suffix;

    NativePlatform(String system, List<String> processors, String suffix) {
        this.system = system;
        this.processors = processors;
        this.suffix = suffix;
    }

    /** Where the driver's jar has the library. */
    String resource() {
        return "/libduckdb_java.so_" + suffix;
    }

    /** The platform of this JVM. */
    static NativePlatform current() {
        return of(System.getProperty("os.name"), System.getProperty("os.arch"));
    }

    /**
     * The platform with these names.
     *
     * @param osName as the property {@code os.name} has it
     * @param osArch as the property {@code os.arch} has it
     * @throws IllegalStateException if there is no library for it
     */
    static NativePlatform of(String osName, String osArch) {
        String system = osName.toLowerCase(Locale.ROOT);
        String processor = osArch.toLowerCase(Locale.ROOT);
        return Arrays.stream(values())
                .filter(it -> system.startsWith(it.system) && it.processors.contains(processor))
                .findFirst()
                .orElseThrow(
                        () ->
                                new IllegalStateException(
                                        "DuckDB's driver brings no library for "
                                                + osName
                                                + " on "
                                                + osArch
                                                + ", only for "
                                                + Arrays.stream(values())
                                                        .map(it -> it.suffix)
                                                        .collect(Collectors.joining(", "))
                                                + ". AerospikeDuckDb needs none of its own."));
    }
}

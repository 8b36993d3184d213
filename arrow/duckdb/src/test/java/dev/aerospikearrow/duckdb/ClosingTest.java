package dev.aerospikearrow.duckdb;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Closing, in a process of its own. */
class ClosingTest {
    @Test
    void everyOrderOfClosingLeavesTheProcessAlive(@TempDir Path folder) throws Exception {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        // The flags of this process: what Arrow wants of the JVM.
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(flag -> flag.startsWith("--") || flag.startsWith("-Dio.netty"))
                .forEach(command::add);
        command.add("-XX:+IgnoreUnrecognizedVMOptions");
        command.add("-XX:ErrorFile=" + folder.resolve("crash.log"));
        command.add("-Xmx512m");
        command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        command.add(ClosingOrders.class.getName());
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), output);
        assertEquals("120 orders", output.strip().lines().reduce((a, b) -> b).orElse(""), output);
    }
}

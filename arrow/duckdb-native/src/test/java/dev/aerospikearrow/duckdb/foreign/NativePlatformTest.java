package dev.aerospikearrow.duckdb.foreign;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.duckdb.DuckDBDriver;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Which library is taken on which machine. */
class NativePlatformTest {
    @ParameterizedTest
    @CsvSource({
        "Linux, amd64, /libduckdb_java.so_linux_amd64",
        "Linux, aarch64, /libduckdb_java.so_linux_arm64",
        "Mac OS X, aarch64, /libduckdb_java.so_macos_arm64",
        "Windows 11, amd64, /libduckdb_java.so_windows_amd64",
    })
    void eachSystemAndProcessorHasItsLibrary(String osName, String osArch, String resource) {
        assertEquals(resource, NativePlatform.of(osName, osArch).resource());
    }

    @ParameterizedTest
    @EnumSource
    void driverBringsEachLibrary(NativePlatform platform) {
        assertNotNull(DuckDBDriver.class.getResource(platform.resource()), platform.toString());
    }

    @ParameterizedTest
    @CsvSource({"Linux, riscv64", "Mac OS X, x86_64", "AIX, ppc64", "Windows 11, aarch64"})
    void machineWithoutALibraryIsRefusedWithThoseThatHaveOne(String osName, String osArch) {
        IllegalStateException e =
                assertThrows(IllegalStateException.class, () -> NativePlatform.of(osName, osArch));
        assertTrue(e.getMessage().contains(osName + " on " + osArch), e.getMessage());
        assertTrue(e.getMessage().contains("linux_amd64, linux_arm64"), e.getMessage());
    }

    @Test
    void thisMachineHasOne() {
        assertNotNull(NativePlatform.current());
    }
}

package dev.aerospikearrow.protocol.info;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServerBuildTest {
    @ParameterizedTest
    @ValueSource(strings = {"8.2.0.0", "8.2.0.0-rc3-1-gabc", "8.2", "8.10.1", "9.0.0.0", " 10.1 "})
    void newerServersExplainTheirRefusals(String answer) {
        assertTrue(ServerBuild.parse(answer).explainsRefusals());
    }

    @ParameterizedTest
    @ValueSource(strings = {"8.1.2.0", "8.1.2.0-1", "7.9", "6.0.0.0", "5.7.0.31"})
    void olderOnesDoNot(String answer) {
        assertFalse(ServerBuild.parse(answer).explainsRefusals());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "8", "eight.two", "ERROR:4:unknown", "99999999999.2.0.0"})
    void whatIsNoBuildIsUnknownAndTakenForAnOldOne(String answer) {
        assertSame(ServerBuild.UNKNOWN, ServerBuild.parse(answer));
        assertFalse(ServerBuild.parse(answer).explainsRefusals());
    }

    @Test
    void buildsAreCompared() {
        ServerBuild build = ServerBuild.parse("8.1.2.0");
        assertFalse(build.isOlderThan(build));
        assertTrue(build.isOlderThan(ServerBuild.parse("8.2.0.0")));
        assertFalse(ServerBuild.parse("9.0.0.0").isOlderThan(build));
        assertEquals("8.1", build.toString());
        assertEquals("unknown", ServerBuild.UNKNOWN.toString());
    }
}

package dev.aerospikearrow.protocol.security;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordHashTest {
    private static String hash(String password) {
        return new String(PasswordHash.of(password.toCharArray()), StandardCharsets.US_ASCII);
    }

    private static String officialHash(String password) {
        return com.aerospike.client.admin.AdminCommand.hashPassword(password);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a",
                "admin",
                "nopassword",
                "correct horse battery staple",
                "pässwörd ✓ 🔑",
                "exactly-seventy-two-bytes-are-what-the-cipher-can-take-of-a-password-12",
                "more than seventy-two bytes, of which the cipher takes the first ones only: as"
                        + " does the official client, so that both log in",
                "with\u0000zero"
            })
    void aHashIsTheOfficialClients(String password) {
        assertEquals(officialHash(password), hash(password));
    }

    @Test
    void aHashHasTheLengthAndTheSaltThatServersKnow() {
        String hash = hash("secret");

        assertEquals(PasswordHash.LENGTH, hash.length());
        assertTrue(hash.startsWith("$2a$10$7EqJtq98hPqEX7fNZaFWoO"), hash);
    }

    @Test
    void noPasswordIsTheOneThatTheOfficialClientSends() {
        assertEquals(
                officialHash("nopassword"),
                new String(PasswordHash.ofNone(), StandardCharsets.US_ASCII));
    }

    @Test
    void halfASurrogatePairIsRefusedWithoutShowingThePassword() {
        IllegalArgumentException e =
                assertThrows(
                        IllegalArgumentException.class,
                        () -> PasswordHash.of("topsecret\uD83D".toCharArray()));

        assertTrue(String.valueOf(e.getMessage()).contains("surrogate"), e.getMessage());
        assertFalse(String.valueOf(e.getMessage()).contains("topsecret"), e.getMessage());
    }
}

package dev.aerospikearrow.client.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aerospikearrow.client.TlsSettings;
import dev.aerospikearrow.protocol.tls.PemFile;
import dev.aerospikearrow.testkit.TestCertificates;
import dev.aerospikearrow.testkit.TestCertificates.Owner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files of keys and certificates are read, or refused with what is wrong with which of them. */
class PemFileTest {
    private static final TestCertificates CERTIFICATES = TestCertificates.shared();

    @TempDir Path folder;

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("a.pem"), text);
    }

    private static void assertRefused(String expected, Path certificates, Path key) {
        IllegalArgumentException e =
                assertThrows(
                        IllegalArgumentException.class,
                        () -> TlsSettings.builder().clientCertificate(certificates, key).build());
        assertTrue(e.getMessage().contains(expected), e.getMessage());
    }

    private static void assertKeyRefused(String expected, Path key) {
        assertRefused(expected, CERTIFICATES.certificatesOf(Owner.CLIENT), key);
    }

    @Test
    void allCertificatesOfAFileAreReadInTheirOrder() throws IOException {
        Path both =
                file(
                        "a remark\n"
                                + Files.readString(CERTIFICATES.authority())
                                + "another\r\n"
                                + Files.readString(
                                                CERTIFICATES.certificatesOf(Owner.OTHER_AUTHORITY))
                                        .replace("\n", "\r\n"));

        assertEquals(
                "[CN=ca, CN=other-ca]",
                PemFile.read(both).certificates().stream()
                        .map(certificate -> certificate.getSubjectX500Principal().toString())
                        .toList()
                        .toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"RSA", "EC", "Ed25519"})
    void keysOfEveryKindAreRead(String algorithm) throws Exception {
        KeyPair pair = KeyPairGenerator.getInstance(algorithm).generateKeyPair();
        Path key = file(TestCertificates.pem("PRIVATE KEY", pair.getPrivate().getEncoded()));

        assertEquals(pair.getPrivate(), PemFile.read(key).privateKey(pair.getPublic()));
    }

    @Test
    void aFileThatIsNotThereIsNamed() {
        assertKeyRefused("missing.pem does not exist", folder.resolve("missing.pem"));
    }

    @Test
    void aFileThatIsNotPemIsRefused() throws IOException {
        assertKeyRefused("is not PEM", file("-----BEGIN PRIVATE KEY-----\nAAAA"));
    }

    @Test
    void anEncryptedKeyIsRefusedWithWhatToDo() throws IOException {
        assertKeyRefused(
                "is encrypted", file(TestCertificates.pem("ENCRYPTED PRIVATE KEY", new byte[9])));
        assertKeyRefused(
                "openssl pkcs8 -topk8",
                file(
                        "-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\n\nAAAA\n"
                                + "-----END RSA PRIVATE KEY-----\n"));
    }

    @Test
    void aKeyOfAnotherFormIsRefusedWithWhatToDo() throws IOException {
        assertKeyRefused(
                "is of the form EC PRIVATE KEY, but PKCS#8 is expected",
                file(TestCertificates.pem("EC PRIVATE KEY", new byte[9])));
    }

    @Test
    void aBrokenKeyIsRefusedWithoutShowingIt() throws IOException {
        assertKeyRefused("is broken", file(TestCertificates.pem("PRIVATE KEY", new byte[9])));
        assertKeyRefused(
                "is broken", file("-----BEGIN PRIVATE KEY-----\nA\n-----END PRIVATE KEY-----"));
    }

    @Test
    void aKeyThatIsNotThatOfTheCertificateIsRefused() {
        assertKeyRefused("does not belong to", CERTIFICATES.keyOf(Owner.NODE));
    }

    @Test
    void aFileWithoutWhatIsWantedSaysWhatItHas() {
        assertKeyRefused(
                "has no private key, only CERTIFICATE", CERTIFICATES.certificatesOf(Owner.CLIENT));
        assertRefused(
                "has no certificate, only PRIVATE KEY",
                CERTIFICATES.keyOf(Owner.CLIENT),
                CERTIFICATES.keyOf(Owner.CLIENT));
    }

    @Test
    void aBrokenCertificateIsNumbered() throws IOException {
        Path broken =
                file(
                        Files.readString(CERTIFICATES.authority())
                                + TestCertificates.pem("CERTIFICATE", new byte[9]));

        assertRefused("Certificate 2 of the file", broken, CERTIFICATES.keyOf(Owner.CLIENT));
    }

    @Test
    void protocolsAndCiphersThatAreNotKnownAreRefused() {
        IllegalArgumentException e =
                assertThrows(
                        IllegalArgumentException.class,
                        () -> TlsSettings.builder().protocols("TLSv9").build());

        assertTrue(e.getMessage().contains("TLSv9 is not known here; known are"), e.getMessage());
        assertThrows(
                IllegalArgumentException.class,
                () -> TlsSettings.builder().ciphers("NONE_SUCH").build());
    }

    @Test
    void whatContradictsIsRefused() {
        assertThrows(
                IllegalArgumentException.class,
                () ->
                        TlsSettings.builder()
                                .trustCertificates(CERTIFICATES.authority())
                                .trustStore(CERTIFICATES.authorityStore())
                                .build());
        assertThrows(
                IllegalArgumentException.class,
                () ->
                        TlsSettings.builder()
                                .sslContext(CERTIFICATES.contextOf(Owner.CLIENT))
                                .trustCertificates(CERTIFICATES.authority())
                                .build());
    }
}

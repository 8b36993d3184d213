package dev.aerospikearrow.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import java.util.Locale;

/**
 * A certificate that signs itself and its private key, made with the JDK's keytool, for an embedded
 * server of this run. The files are deleted when the process ends.
 *
 * @param certificate in PEM
 * @param key in PEM
 */
record NodeCertificate(Path certificate, Path key) {
    /** The name that it is for. */
    static final String NAME = "node.benchmark";

    private static final String ALIAS = "node";

    /** Of a store that lasts a moment, in a folder of this user's own. */
    private static final String PASSWORD = "changeit";

    static NodeCertificate make() throws IOException {
        Path folder = Files.createTempDirectory("aerospike-arrow-benchmarks");
        // What was registered last is deleted first.
        folder.toFile().deleteOnExit();
        Path store = folder.resolve("node.p12");
        run(
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                        "-genkeypair",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        PASSWORD,
                        "-alias",
                        ALIAS,
                        "-keyalg",
                        "EC",
                        "-groupname",
                        "secp256r1",
                        "-dname",
                        "CN=" + NAME,
                        "-ext",
                        "san=dns:" + NAME));
        try (InputStream in = Files.newInputStream(store)) {
            KeyStore keys = KeyStore.getInstance("PKCS12");
            keys.load(in, PASSWORD.toCharArray());
            return new NodeCertificate(
                    write(folder, "CERTIFICATE", keys.getCertificate(ALIAS).getEncoded()),
                    write(
                            folder,
                            "PRIVATE KEY",
                            keys.getKey(ALIAS, PASSWORD.toCharArray()).getEncoded()));
        } catch (GeneralSecurityException e) {
            throw new IOException("what keytool made cannot be read", e);
        } finally {
            Files.delete(store);
        }
    }

    private static void run(List<String> command) throws IOException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (process.waitFor() != 0) {
                throw new IOException("keytool failed: " + output);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while keytool ran", e);
        }
    }

    private static Path write(Path folder, String kind, byte[] encoded) throws IOException {
        Path file = folder.resolve(kind.toLowerCase(Locale.ROOT).replace(' ', '-'));
        file.toFile().deleteOnExit();
        String lines = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(encoded);
        return Files.writeString(
                file, "-----BEGIN " + kind + "-----\n" + lines + "\n-----END " + kind + "-----\n");
    }
}

package dev.aerospikearrow.testkit;

import dev.aerospikearrow.server.network.NodeTls;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * Authorities and certificates for tests of TLS, made with the JDK's keytool in a temporary folder,
 * once per run. Thread-safe.
 */
public final class TestCertificates {
    /** The name in the certificates of nodes. */
    public static final String NODE_NAME = "node.test";

    private static final String PASSWORD = "changeit";
    private static final String LONG = "3650";

    private static final class Holder {
        static final TestCertificates SHARED = new TestCertificates();
    }

    /** Whose certificate it is. */
    public enum Owner {
        /** Issued the others; tests trust it. */
        AUTHORITY("ca"),
        /** Issued {@link #STRANGER}; nodes do not trust it. */
        OTHER_AUTHORITY("other-ca"),
        /** A node, {@link #NODE_NAME}. */
        NODE("node"),
        /** The same, but the certificate has expired. */
        EXPIRED_NODE("expired-node"),
        /** A client. */
        CLIENT("client"),
        /** A client that nodes do not know. */
        STRANGER("stranger");

        private final String alias;

        Owner(String alias) {
            this.alias = alias;
        }
    }

    private final Path folder;
    private final KeyStore store;

    private TestCertificates() {
        try {
            folder = Files.createTempDirectory("aerospike-arrow-tls");
            // What was registered last is deleted first.
            folder.toFile().deleteOnExit();
            Path file = folder.resolve("all.p12");
            file.toFile().deleteOnExit();
            make(file, Owner.AUTHORITY, "-ext", "bc:c", "-validity", LONG);
            make(file, Owner.OTHER_AUTHORITY, "-ext", "bc:c", "-validity", LONG);
            String names = "san=dns:" + NODE_NAME;
            make(file, Owner.NODE, "-signer", "ca", "-ext", names, "-validity", LONG);
            make(
                    file,
                    Owner.EXPIRED_NODE,
                    "-signer",
                    "ca",
                    "-ext",
                    names,
                    "-startdate",
                    "-10d",
                    "-validity",
                    "5");
            make(file, Owner.CLIENT, "-signer", "ca", "-validity", LONG);
            make(file, Owner.STRANGER, "-signer", "other-ca", "-validity", LONG);
            store = KeyStore.getInstance("PKCS12");
            try (InputStream in = Files.newInputStream(file)) {
                store.load(in, PASSWORD.toCharArray());
            }
            for (Owner owner : Owner.values()) {
                writePem(owner);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("No certificates can be made.", e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The certificates that were made cannot be read.", e);
        }
    }

    /** Those of this run. */
    public static TestCertificates shared() {
        return Holder.SHARED;
    }

    private static void make(Path file, Owner owner, String... options) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(List.of("-J-XX:TieredStopAtLevel=1", "-J-XX:+UseSerialGC", "-genkeypair"));
        command.addAll(List.of("-storetype", "PKCS12", "-keystore", file.toString()));
        command.addAll(List.of("-storepass", PASSWORD, "-alias", owner.alias));
        command.addAll(List.of("-keyalg", "EC", "-groupname", "secp256r1"));
        command.addAll(List.of("-dname", "CN=" + owner.alias));
        command.addAll(List.of(options));
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

    private void writePem(Owner owner) throws IOException, GeneralSecurityException {
        StringBuilder certificates = new StringBuilder();
        for (Certificate certificate : store.getCertificateChain(owner.alias)) {
            certificates.append(pem("CERTIFICATE", certificate.getEncoded()));
        }
        write(certificatesOf(owner), certificates.toString());
        Key key = store.getKey(owner.alias, PASSWORD.toCharArray());
        write(keyOf(owner), pem("PRIVATE KEY", key.getEncoded()));
    }

    private static void write(Path file, String text) throws IOException {
        Files.writeString(file, text);
        file.toFile().deleteOnExit();
    }

    /** Bytes as PEM. */
    public static String pem(String label, byte[] bytes) {
        return "-----BEGIN "
                + label
                + "-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes)
                + "\n-----END "
                + label
                + "-----\n";
    }

    /** A certificate and those of its authorities, in PEM. */
    public Path certificatesOf(Owner owner) {
        return folder.resolve(owner.alias + ".pem");
    }

    /** Its private key, in PEM. */
    public Path keyOf(Owner owner) {
        return folder.resolve(owner.alias + "-key.pem");
    }

    /** The authority that tests trust, in PEM. */
    public Path authority() {
        return certificatesOf(Owner.AUTHORITY);
    }

    /** How nodes with the certificate of {@code owner} secure their connections. */
    public NodeTls nodeTls(Owner owner, NodeTls.Clients clients) {
        return new NodeTls(contextOf(owner), clients, NODE_NAME);
    }

    /**
     * A store with a certificate, those of its authorities, and its key.
     *
     * @param keyPassword that of the key
     */
    public KeyStore keyStoreOf(Owner owner, String keyPassword) {
        try {
            KeyStore own = KeyStore.getInstance("PKCS12");
            own.load(null, null);
            own.setKeyEntry(
                    owner.alias,
                    store.getKey(owner.alias, PASSWORD.toCharArray()),
                    keyPassword.toCharArray(),
                    store.getCertificateChain(owner.alias));
            return own;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("No key store of " + owner + " can be made.", e);
        }
    }

    /** What shows the certificate of {@code owner} and trusts {@link Owner#AUTHORITY}. */
    public SSLContext contextOf(Owner owner) {
        try {
            KeyManagerFactory keys =
                    KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(keyStoreOf(owner, PASSWORD), PASSWORD.toCharArray());
            TrustManagerFactory trust =
                    TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(authorityStore());
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The certificate of " + owner + " is unusable.", e);
        }
    }

    /** A store with {@link Owner#AUTHORITY} in it. */
    public KeyStore authorityStore() {
        try {
            KeyStore trusted = KeyStore.getInstance("PKCS12");
            trusted.load(null, null);
            trusted.setCertificateEntry("ca", store.getCertificate(Owner.AUTHORITY.alias));
            return trusted;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("No trust store can be made.", e);
        }
    }
}

package dev.aerospikearrow.protocol.tls;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A file of certificates or of a key, in PEM: Base64 between lines that say what it is. */
public final class PemFile {
    private static final Pattern BLOCK =
            Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----(.*?)-----END \\1-----", Pattern.DOTALL);

    private static final String CERTIFICATE = "CERTIFICATE";
    private static final String KEY = "PRIVATE KEY";

    private final Path path;
    private final List<Block> blocks;

    private record Block(String label, String text) {
        byte[] bytes() {
            return Base64.getMimeDecoder().decode(text);
        }
    }

    private PemFile(Path path, List<Block> blocks) {
        this.path = path;
        this.blocks = blocks;
    }

    /**
     * Reads a file.
     *
     * @throws TlsSettingsException if that is not possible, or there is no PEM in it
     */
    public static PemFile read(Path path) {
        String text;
        try {
            // Every byte is a character there: what is not PEM does not matter.
            text = new String(Files.readAllBytes(path), StandardCharsets.ISO_8859_1);
        } catch (NoSuchFileException e) {
            throw new TlsSettingsException("The file " + path + " does not exist.", e);
        } catch (IOException e) {
            throw new TlsSettingsException("The file " + path + " cannot be read: " + e + ".", e);
        }
        List<Block> blocks = new ArrayList<>();
        Matcher matcher = BLOCK.matcher(text);
        while (matcher.find()) {
            blocks.add(new Block(matcher.group(1), matcher.group(2)));
        }
        if (blocks.isEmpty()) {
            throw new TlsSettingsException(
                    "The file "
                            + path
                            + " is not PEM: it has no line \"-----BEGIN CERTIFICATE-----\" or"
                            + " \"-----BEGIN PRIVATE KEY-----\" with its end. A file in DER becomes"
                            + " PEM with: openssl x509 -inform der -in FILE -out FILE.pem",
                    null);
        }
        return new PemFile(path, blocks);
    }

    /**
     * The certificates, in the order of the file.
     *
     * @throws TlsSettingsException if there are none, or one is broken
     */
    public List<X509Certificate> certificates() {
        List<X509Certificate> certificates = new ArrayList<>();
        for (Block block : blocks) {
            if (block.label.equals(CERTIFICATE)) {
                try {
                    CertificateFactory factory = CertificateFactory.getInstance("X.509");
                    certificates.add(
                            (X509Certificate)
                                    factory.generateCertificate(
                                            new ByteArrayInputStream(block.bytes())));
                } catch (GeneralSecurityException | IllegalArgumentException e) {
                    throw new TlsSettingsException(
                            "Certificate "
                                    + (certificates.size() + 1)
                                    + " of the file "
                                    + path
                                    + " is broken: "
                                    + e.getMessage(),
                            e);
                }
            }
        }
        if (certificates.isEmpty()) {
            throw new TlsSettingsException(
                    "The file " + path + " has no certificate, only " + labels() + ".", null);
        }
        return certificates;
    }

    /**
     * The private key.
     *
     * @param publicKey its other half
     * @throws TlsSettingsException if there is none, or it is of a form that is not read
     */
    public PrivateKey privateKey(PublicKey publicKey) {
        for (Block block : blocks) {
            if (block.label.equals(KEY)) {
                return decodeKey(block, publicKey.getAlgorithm());
            }
            if (block.label.endsWith(KEY)) {
                throw new TlsSettingsException(objectionTo(block), null);
            }
        }
        throw new TlsSettingsException(
                "The file " + path + " has no private key, only " + labels() + ".", null);
    }

    private PrivateKey decodeKey(Block block, String algorithm) {
        try {
            return KeyFactory.getInstance(algorithm)
                    .generatePrivate(new PKCS8EncodedKeySpec(block.bytes()));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            // What was thrown can have parts of the key in it.
            throw new TlsSettingsException(
                    "The private key in the file "
                            + path
                            + " is broken, or is not of the kind of its certificate, "
                            + algorithm
                            + ".",
                    null);
        }
    }

    private String objectionTo(Block block) {
        boolean isEncrypted =
                block.label.startsWith("ENCRYPTED") || block.text.contains("ENCRYPTED");
        return "The private key in the file "
                + path
                + (isEncrypted
                        ? " is encrypted, which is not supported"
                        : " is of the form " + block.label + ", but PKCS#8 is expected")
                + ". Convert it, and keep the result from other users' eyes: openssl pkcs8 -topk8"
                + " -nocrypt -in "
                + path.getFileName()
                + " -out key.pem";
    }

    private String labels() {
        return String.join(", ", blocks.stream().map(Block::label).distinct().toList());
    }
}

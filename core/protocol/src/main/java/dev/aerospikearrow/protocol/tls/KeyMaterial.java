package dev.aerospikearrow.protocol.tls;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/** Certificates and keys of either side, loaded: whom to trust, and what to show. */
public final class KeyMaterial {
    private static final char[] NO_PASSWORD = {};
    private static final byte[] PROBE = {1, 2, 3};

    private KeyMaterial() {}

    /**
     * What one side shows of itself.
     *
     * @param certificates its certificate, followed by those between it and an authority; PEM
     * @param key its private key; PEM, PKCS#8, not encrypted
     */
    public record Identity(Path certificates, Path key) {}

    /**
     * Loads files of certificates and keys.
     *
     * @param authorities whom to trust; empty for those that the JDK trusts
     * @param identity what to show; empty for nothing
     * @throws TlsSettingsException if they cannot be used
     */
    public static SSLContext load(Optional<Path> authorities, Optional<Identity> identity) {
        return context(identity, authorities.map(path -> trustIn(storeOf(path))));
    }

    /**
     * The same with a store of authorities.
     *
     * @throws TlsSettingsException if it cannot be used
     */
    public static SSLContext load(KeyStore authorities, Optional<Identity> identity) {
        return context(identity, Optional.of(trustIn(authorities)));
    }

    private static SSLContext context(
            Optional<Identity> identity, Optional<TrustManager[]> trustManagers) {
        TrustManager @Nullable [] trust = trustManagers.orElse(null);
        KeyManager @Nullable [] keys =
                identity.map(shown -> keysOf(shown.certificates(), shown.key())).orElse(null);
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys, trust, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw unusable("TLS", e);
        }
    }

    private static KeyStore storeOf(Path path) {
        List<X509Certificate> certificates = PemFile.read(path).certificates();
        try {
            KeyStore store = emptyStore();
            for (int i = 0; i < certificates.size(); i++) {
                store.setCertificateEntry("authority-" + i, certificates.get(i));
            }
            return store;
        } catch (GeneralSecurityException | IOException e) {
            throw unusable("The file " + path, e);
        }
    }

    private static KeyStore emptyStore() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, NO_PASSWORD);
        return store;
    }

    private static TrustManager[] trustIn(KeyStore store) {
        try {
            TrustManagerFactory factory =
                    TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(store);
            return factory.getTrustManagers();
        } catch (GeneralSecurityException e) {
            throw unusable("The trust store", e);
        }
    }

    private static KeyManager[] keysOf(Path certificatesPath, Path keyPath) {
        List<X509Certificate> chain = PemFile.read(certificatesPath).certificates();
        PublicKey publicKey = chain.get(0).getPublicKey();
        PrivateKey key = PemFile.read(keyPath).privateKey(publicKey);
        try {
            if (!belongTogether(key, publicKey)) {
                throw new TlsSettingsException(
                        "The private key in "
                                + keyPath
                                + " does not belong to the first certificate in "
                                + certificatesPath
                                + ", which is that of "
                                + chain.get(0).getSubjectX500Principal()
                                + ".",
                        null);
            }
            KeyStore store = emptyStore();
            store.setKeyEntry("own", key, NO_PASSWORD, chain.toArray(new Certificate[0]));
            KeyManagerFactory factory =
                    KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            factory.init(store, NO_PASSWORD);
            return factory.getKeyManagers();
        } catch (GeneralSecurityException | IOException e) {
            throw unusable("The certificate in " + certificatesPath + " with its key", e);
        }
    }

    private static boolean belongTogether(PrivateKey key, PublicKey publicKey)
            throws GeneralSecurityException {
        String algorithm =
                switch (publicKey.getAlgorithm()) {
                    case "RSA" -> "SHA256withRSA";
                    case "EC" -> "SHA256withECDSA";
                    case "DSA" -> "SHA256withDSA";
                    default -> publicKey.getAlgorithm();
                };
        Signature signer = Signature.getInstance(algorithm);
        signer.initSign(key);
        signer.update(PROBE);
        byte[] signature = signer.sign();
        Signature verifier = Signature.getInstance(algorithm);
        verifier.initVerify(publicKey);
        verifier.update(PROBE);
        return verifier.verify(signature);
    }

    private static TlsSettingsException unusable(String what, Exception e) {
        return new TlsSettingsException(what + " cannot be used: " + e.getMessage(), e);
    }
}

package dev.aerospikearrow.spark.option;

import dev.aerospikearrow.client.TlsSettings;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/**
 * How connections are secured: files in PEM or stores of Java, as values that can be compared, and
 * what may be spoken.
 */
public final class TlsFiles {
    private final Optional<Path> authorities;
    private final Optional<Path> certificate;
    private final Optional<Path> key;
    private final Optional<StoreFile> trustStore;
    private final Optional<StoreFile> keyStore;
    private final Optional<String> keyPassword;
    private final Optional<Path> keyPasswordFile;
    private final List<String> protocols;
    private final List<String> ciphers;

    private TlsFiles(ConnectorOptions options) {
        authorities = options.file(OptionName.TLS_CA_FILE);
        certificate = options.file(OptionName.TLS_CERT_FILE);
        key = options.file(OptionName.TLS_KEY_FILE);
        trustStore =
                StoreFile.of(
                        options,
                        OptionName.TLS_TRUST_STORE,
                        OptionName.TLS_TRUST_STORE_TYPE,
                        OptionName.TLS_TRUST_STORE_PASSWORD,
                        OptionName.TLS_TRUST_STORE_PASSWORD_FILE);
        keyStore =
                StoreFile.of(
                        options,
                        OptionName.TLS_KEY_STORE,
                        OptionName.TLS_KEY_STORE_TYPE,
                        OptionName.TLS_KEY_STORE_PASSWORD,
                        OptionName.TLS_KEY_STORE_PASSWORD_FILE);
        StoreFile.requireOne(
                options, OptionName.TLS_KEY_PASSWORD, OptionName.TLS_KEY_PASSWORD_FILE);
        keyPassword = options.value(OptionName.TLS_KEY_PASSWORD);
        keyPasswordFile = options.file(OptionName.TLS_KEY_PASSWORD_FILE);
        protocols = options.list(OptionName.TLS_PROTOCOLS);
        ciphers = options.list(OptionName.TLS_CIPHERS);
        requireTogether(certificate, OptionName.TLS_CERT_FILE, key, OptionName.TLS_KEY_FILE);
        requireOne(authorities, OptionName.TLS_CA_FILE, trustStore, OptionName.TLS_TRUST_STORE);
        requireOne(certificate, OptionName.TLS_CERT_FILE, keyStore, OptionName.TLS_KEY_STORE);
        requireOne(authorities, OptionName.TLS_CA_FILE, keyStore, OptionName.TLS_KEY_STORE);
        ConnectorOptions.require(
                keyStore.isPresent() || keyPassword.isEmpty() && keyPasswordFile.isEmpty(),
                OptionName.TLS_KEY_PASSWORD.key()
                        + " needs "
                        + OptionName.TLS_KEY_STORE.key()
                        + ", but it is missing");
    }

    private static void requireTogether(
            Optional<?> one, OptionName name, Optional<?> other, OptionName otherName) {
        ConnectorOptions.require(
                one.isPresent() == other.isPresent(),
                name.key() + " and " + otherName.key() + " belong together, but one is missing");
    }

    private static void requireOne(
            Optional<?> one, OptionName name, Optional<?> other, OptionName otherName) {
        ConnectorOptions.require(
                one.isEmpty() || other.isEmpty(),
                name.key()
                        + " is a PEM file and "
                        + otherName.key()
                        + " a store, and they are not mixed. Give the other half in the same form, or"
                        + " keep one");
    }

    /** What the options say; empty if connections are not secured. */
    static Optional<TlsFiles> of(ConnectorOptions options) {
        TlsFiles files = new TlsFiles(options);
        boolean hasFile =
                Stream.of(files.authorities, files.certificate, files.trustStore, files.keyStore)
                        .anyMatch(Optional::isPresent);
        boolean isEnabled = options.truth(OptionName.TLS_ENABLE, hasFile);
        ConnectorOptions.require(
                isEnabled || !hasFile,
                OptionName.TLS_ENABLE.key() + " is false, but files of TLS are given. Keep one");
        ConnectorOptions.require(
                isEnabled || files.protocols.isEmpty() && files.ciphers.isEmpty(),
                OptionName.TLS_PROTOCOLS.key()
                        + " and "
                        + OptionName.TLS_CIPHERS.key()
                        + " are of TLS, but it is not set. Set "
                        + OptionName.TLS_ENABLE.key());
        return isEnabled ? Optional.of(files) : Optional.empty();
    }

    /**
     * The same for a client; the files are read.
     *
     * @throws IllegalArgumentException if one of them cannot be; says which, and why
     */
    public TlsSettings settings() {
        TlsSettings.Builder settings = TlsSettings.builder();
        if (keyStore.isPresent()) {
            settings.sslContext(context(keyStore.get()));
        } else {
            authorities.map(SentFile::located).ifPresent(settings::trustCertificates);
            trustStore.map(StoreFile::load).ifPresent(settings::trustStore);
        }
        if (certificate.isPresent() && key.isPresent()) {
            settings.clientCertificate(
                    SentFile.located(certificate.get()), SentFile.located(key.get()));
        }
        if (!protocols.isEmpty()) {
            settings.protocols(protocols.toArray(String[]::new));
        }
        return settings.ciphers(ciphers.toArray(String[]::new)).build();
    }

    private SSLContext context(StoreFile own) {
        KeyStore keys = own.load();
        char @Nullable [] secret =
                keyPassword.isPresent() || keyPasswordFile.isPresent()
                        ? StoreFile.secret(keyPassword, keyPasswordFile)
                        : StoreFile.secret(own.password(), own.passwordFile());
        try {
            KeyManagerFactory keyManagers =
                    KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keyManagers.init(keys, secret);
            TrustManagerFactory trustManagers =
                    TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trustManagers.init(trustStore.map(StoreFile::load).orElse(null));
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keyManagers.getKeyManagers(), trustManagers.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException(
                    "The keys of "
                            + own
                            + " cannot be used: "
                            + e.getMessage()
                            + ". Is their password another one than the store's, "
                            + OptionName.TLS_KEY_PASSWORD.key()
                            + "?",
                    e);
        } finally {
            if (secret != null) {
                Arrays.fill(secret, '\0');
            }
        }
    }

    private List<Object> values() {
        return List.of(
                authorities,
                certificate,
                key,
                trustStore,
                keyStore,
                keyPassword,
                keyPasswordFile,
                protocols,
                ciphers);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof TlsFiles that && that.values().equals(values());
    }

    @Override
    public int hashCode() {
        return values().hashCode();
    }

    /** The files, without passwords. */
    @Override
    public String toString() {
        return "TlsFiles["
                + Stream.of(authorities, certificate, key, trustStore, keyStore)
                        .flatMap(Optional::stream)
                        .map(Object::toString)
                        .toList()
                + "]";
    }
}

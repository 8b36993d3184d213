package dev.aerospikearrow.client;

import dev.aerospikearrow.client.tls.TlsContext;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/**
 * The settings of TLS: whom to trust, what to show, and what is spoken. Immutable.
 *
 * <p>Files are in PEM. They are looked at whenever a connection is made, and read again when they
 * have changed, so that a client goes on when certificates are renewed; if they cannot be used at
 * that moment, what was read before is kept, and a warning logged.
 *
 * <pre>{@code
 * TlsSettings tls =
 *         TlsSettings.builder()
 *                 .trustCertificates(Path.of("authority.pem"))
 *                 .clientCertificate(Path.of("client.pem"), Path.of("client-key.pem"))
 *                 .build();
 * ClientConfig config = ClientConfig.builder("10.0.0.7:db.example:4333").tls(tls).build();
 * }</pre>
 */
public final class TlsSettings {
    /** Default of {@link #protocols()}: TLS 1.3, or else 1.2. */
    public static final List<String> DEFAULT_PROTOCOLS = List.of("TLSv1.3", "TLSv1.2");

    /** Trust in the authorities that the JDK trusts, no client certificate, and every default. */
    public static final TlsSettings DEFAULT = new TlsSettings(builder());

    /** Whether a node's certificate has to be for its TLS name. */
    public enum NameCheck {
        /**
         * It has: the TLS name is one of its alternative names, or its common name if it has none.
         */
        TLS_NAME,
        /**
         * Any certificate of a trusted authority will do: whoever has one can pose as a node. For
         * trying things out.
         */
        NONE
    }

    /**
     * What a client shows of itself.
     *
     * @param certificates the client's certificate, followed by those of the authorities between it
     *     and one that the nodes trust; PEM
     * @param key its private key; PEM, PKCS#8, not encrypted
     */
    public record ClientIdentity(Path certificates, Path key) {}

    private final Optional<Path> trustedCertificates;
    private final Optional<KeyStore> trustStore;
    private final Optional<SSLContext> sslContext;
    private final Optional<ClientIdentity> clientIdentity;
    private final List<String> protocols;
    private final List<String> ciphers;
    private final NameCheck nameCheck;

    private TlsSettings(Builder builder) {
        trustedCertificates = builder.trustedCertificates;
        trustStore = builder.trustStore;
        sslContext = builder.sslContext;
        clientIdentity = builder.clientIdentity;
        protocols = builder.protocols;
        ciphers = builder.ciphers;
        nameCheck = builder.nameCheck;
        if (trustedCertificates.isPresent() && trustStore.isPresent()) {
            throw new IllegalArgumentException(
                    "Trust comes from certificates or from a trust store, but both are set.");
        }
        if (sslContext.isPresent()
                && (trustedCertificates.isPresent()
                        || trustStore.isPresent()
                        || clientIdentity.isPresent())) {
            throw new IllegalArgumentException(
                    "An SSLContext has its own trust and keys; set it alone, or set trust and client"
                            + " certificate without it.");
        }
    }

    /** A builder with every default. */
    public static Builder builder() {
        return new Builder();
    }

    /** The file of the authorities that are trusted. Default: none, see {@link #trustStore()}. */
    public Optional<Path> trustedCertificates() {
        return trustedCertificates;
    }

    /** The authorities that are trusted. Default: those that the JDK trusts. */
    public Optional<KeyStore> trustStore() {
        return trustStore;
    }

    /** Trust and keys of the caller's making. Default: none. */
    public Optional<SSLContext> sslContext() {
        return sslContext;
    }

    /** What the client shows of itself when a node asks. Default: nothing. */
    public Optional<ClientIdentity> clientIdentity() {
        return clientIdentity;
    }

    /** The protocols that may be spoken. Default: TLSv1.3 and TLSv1.2. */
    public List<String> protocols() {
        return protocols;
    }

    /** The cipher suites that may be used; empty for those that the JDK chooses, the default. */
    public List<String> ciphers() {
        return ciphers;
    }

    /** Whether names are checked. Default: {@link NameCheck#TLS_NAME}. */
    public NameCheck nameCheck() {
        return nameCheck;
    }

    /** The files and choices, without anything that is secret. */
    @Override
    public String toString() {
        return "TlsSettings[trustedCertificates="
                + trustedCertificates.map(Path::toString).orElse("")
                + ", trustStore="
                + trustStore.map(KeyStore::getType).orElse("")
                + ", clientCertificate="
                + clientIdentity.map(identity -> identity.certificates().toString()).orElse("")
                + ", protocols="
                + protocols
                + ", ciphers="
                + ciphers
                + ", nameCheck="
                + nameCheck
                + "]";
    }

    /** Builds {@link TlsSettings}. Not thread-safe. */
    public static final class Builder {
        private Optional<Path> trustedCertificates = Optional.empty();
        private Optional<KeyStore> trustStore = Optional.empty();
        private Optional<SSLContext> sslContext = Optional.empty();
        private Optional<ClientIdentity> clientIdentity = Optional.empty();
        private List<String> protocols = DEFAULT_PROTOCOLS;
        private List<String> ciphers = List.of();
        private NameCheck nameCheck = NameCheck.TLS_NAME;

        private Builder() {}

        /**
         * Trusts the authorities in a file, and nobody else.
         *
         * @param pemFile one or more certificates
         */
        public Builder trustCertificates(Path pemFile) {
            trustedCertificates = Optional.of(pemFile);
            return this;
        }

        /** Trusts the authorities in a key store, and nobody else. */
        public Builder trustStore(KeyStore store) {
            trustStore = Optional.of(store);
            return this;
        }

        /** Takes trust and keys from a context, which may be that of another provider. */
        public Builder sslContext(SSLContext context) {
            sslContext = Optional.of(context);
            return this;
        }

        /**
         * Sets {@link TlsSettings#clientIdentity()}: mutual TLS.
         *
         * @param certificatesPemFile see {@link ClientIdentity#certificates()}
         * @param keyPemFile see {@link ClientIdentity#key()}
         */
        public Builder clientCertificate(Path certificatesPemFile, Path keyPemFile) {
            clientIdentity = Optional.of(new ClientIdentity(certificatesPemFile, keyPemFile));
            return this;
        }

        /** Sets {@link TlsSettings#protocols()}. */
        public Builder protocols(String... names) {
            if (names.length == 0) {
                throw new IllegalArgumentException(
                        "TLS needs at least one protocol, such as TLSv1.3.");
            }
            protocols = List.of(names);
            return this;
        }

        /** Sets {@link TlsSettings#ciphers()}. */
        public Builder ciphers(String... names) {
            ciphers = List.of(names);
            return this;
        }

        /** Sets {@link TlsSettings#nameCheck()}. */
        public Builder nameCheck(NameCheck check) {
            nameCheck = check;
            return this;
        }

        /**
         * Makes the settings, after all that they name has been read once.
         *
         * @throws IllegalArgumentException if something contradicts or cannot be used: which file,
         *     and why
         */
        public TlsSettings build() {
            TlsSettings settings = new TlsSettings(this);
            new TlsContext(settings);
            return settings;
        }
    }
}

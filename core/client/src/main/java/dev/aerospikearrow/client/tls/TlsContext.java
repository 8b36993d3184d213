package dev.aerospikearrow.client.tls;

import dev.aerospikearrow.client.TlsSettings;
import dev.aerospikearrow.client.TlsSettings.NameCheck;
import dev.aerospikearrow.protocol.tls.KeyMaterial;
import dev.aerospikearrow.protocol.tls.TlsSettingsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Settings in use. Files are looked at whenever a connection is made, and read again when they have
 * changed; what cannot be used then does not end what works. Thread-safe.
 */
public final class TlsContext {
    private static final Logger LOG = LoggerFactory.getLogger(TlsContext.class);

    private final TlsSettings settings;
    private final List<Path> files;
    private SSLContext context;
    private List<String> loadedFiles;

    /**
     * Loads what the settings name.
     *
     * @throws IllegalArgumentException if it cannot be used, with the file and the reason
     */
    public TlsContext(TlsSettings settings) {
        this.settings = settings;
        List<Path> paths = new ArrayList<>();
        settings.trustedCertificates().ifPresent(paths::add);
        settings.clientIdentity()
                .ifPresent(
                        identity -> {
                            paths.add(identity.certificates());
                            paths.add(identity.key());
                        });
        files = List.copyOf(paths);
        loadedFiles = states();
        context = load(settings);
        requireKnown("protocol", settings.protocols(), supported().getProtocols());
        requireKnown("cipher", settings.ciphers(), supported().getCipherSuites());
    }

    private static SSLContext load(TlsSettings settings) {
        Optional<KeyMaterial.Identity> identity =
                settings.clientIdentity()
                        .map(own -> new KeyMaterial.Identity(own.certificates(), own.key()));
        return settings.sslContext()
                .or(() -> settings.trustStore().map(store -> KeyMaterial.load(store, identity)))
                .orElseGet(() -> KeyMaterial.load(settings.trustedCertificates(), identity));
    }

    private SSLParameters supported() {
        return context.getSupportedSSLParameters();
    }

    private static void requireKnown(String kind, List<String> wanted, String[] known) {
        for (String name : wanted) {
            if (!List.of(known).contains(name)) {
                throw new TlsSettingsException(
                        "TLS "
                                + kind
                                + " "
                                + name
                                + " is not known here; known are "
                                + String.join(", ", known)
                                + ".",
                        null);
            }
        }
    }

    /**
     * An engine for a connection.
     *
     * @param name what the certificate of the other side has to be for
     */
    SSLEngine newEngine(String name) {
        // With a name sessions are found again, which saves most of a handshake.
        SSLEngine engine = current().createSSLEngine(name, -1);
        engine.setUseClientMode(true);
        SSLParameters parameters = engine.getSSLParameters();
        parameters.setProtocols(settings.protocols().toArray(new String[0]));
        if (!settings.ciphers().isEmpty()) {
            parameters.setCipherSuites(settings.ciphers().toArray(new String[0]));
        }
        if (settings.nameCheck() == NameCheck.TLS_NAME) {
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
        }
        if (!name.matches("[0-9.]+|.*:.*")) {
            try {
                parameters.setServerNames(List.of(new SNIHostName(name)));
            } catch (IllegalArgumentException e) {
                // It is no host name, so it is not asked for by that extension.
                LOG.debug("TLS name {} is not sent: {}", name, e.getMessage());
            }
        }
        engine.setSSLParameters(parameters);
        return engine;
    }

    private synchronized SSLContext current() {
        List<String> states = files.isEmpty() ? loadedFiles : states();
        if (!states.equals(loadedFiles)) {
            // A file that is written at this moment changes once more.
            loadedFiles = states;
            try {
                context = load(settings);
                LOG.info("Keys and certificates were read again from {}", files);
            } catch (IllegalArgumentException e) {
                LOG.warn(
                        "Keys and certificates have changed but cannot be used; those before are"
                                + " kept",
                        e);
            }
        }
        return context;
    }

    private List<String> states() {
        return files.stream().map(TlsContext::stateOf).toList();
    }

    private static String stateOf(Path path) {
        try {
            BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
            return attributes.lastModifiedTime()
                    + " "
                    + attributes.size()
                    + " "
                    + Objects.toString(attributes.fileKey(), "");
        } catch (IOException e) {
            return "unreadable";
        }
    }
}

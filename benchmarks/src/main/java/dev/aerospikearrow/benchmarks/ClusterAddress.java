package dev.aerospikearrow.benchmarks;

import com.aerospike.client.policy.ClientPolicy;
import com.aerospike.client.policy.TlsPolicy;
import dev.aerospikearrow.client.ClientConfig;
import dev.aerospikearrow.client.TlsSettings;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * Where a cluster is, and what its connections are secured with: the same for this project's client
 * and the official one.
 *
 * @param hosts {@code host:port,…}, or {@code host:tlsname:port,…}
 * @param certificate that connections trust, in PEM; empty if they are not secured
 */
public record ClusterAddress(String hosts, Optional<Path> certificate) {
    /** A cluster without TLS. */
    public static ClusterAddress plain(String hosts) {
        return new ClusterAddress(hosts, Optional.empty());
    }

    /** The configuration of this project's client. */
    public ClientConfig config() {
        ClientConfig.Builder config = ClientConfig.builder(hosts);
        certificate.ifPresent(
                file -> config.tls(TlsSettings.builder().trustCertificates(file).build()));
        return config.build();
    }

    /** Sets the same up for the official client. */
    public void secure(ClientPolicy policy) {
        certificate.ifPresent(
                file -> {
                    policy.tlsPolicy = new TlsPolicy();
                    policy.tlsPolicy.context = trusting(file);
                });
    }

    private static SSLContext trusting(Path certificate) {
        try (InputStream in = Files.newInputStream(certificate)) {
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null);
            store.setCertificateEntry(
                    "trusted", CertificateFactory.getInstance("X.509").generateCertificate(in));
            TrustManagerFactory trust =
                    TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(store);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (IOException e) {
            throw new UncheckedIOException(certificate + " cannot be read.", e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(certificate + " cannot be trusted.", e);
        }
    }
}

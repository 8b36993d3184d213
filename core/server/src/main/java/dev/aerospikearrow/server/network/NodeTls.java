package dev.aerospikearrow.server.network;

import dev.aerospikearrow.protocol.tls.KeyMaterial;
import dev.aerospikearrow.protocol.tls.TlsChannel;
import java.nio.channels.ByteChannel;
import java.nio.file.Path;
import java.util.Optional;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.security.auth.x500.X500Principal;
import org.jspecify.annotations.Nullable;

/**
 * The TLS of a node: how it secures its connections.
 *
 * @param context with the node's certificate, and the authorities of clients
 * @param clients whether they have to show a certificate
 * @param name what nodes tell clients to look for in the certificate
 */
public record NodeTls(SSLContext context, Clients clients, String name) {
    /** Who may connect. */
    public enum Clients {
        /** Anybody. */
        ANY,
        /** Those with a certificate of an authority that the context trusts: mutual TLS. */
        WITH_CERTIFICATE
    }

    /**
     * A node's TLS from files in PEM.
     *
     * @param identity the node's certificate and its key
     * @param clientAuthorities whose certificates clients have to show; empty if they need none
     * @param name what nodes tell clients to look for in the certificate
     * @throws IllegalArgumentException if a file cannot be used: which one, and why
     */
    public static NodeTls of(
            KeyMaterial.Identity identity, Optional<Path> clientAuthorities, String name) {
        return new NodeTls(
                KeyMaterial.load(clientAuthorities, Optional.of(identity)),
                clientAuthorities.isPresent() ? Clients.WITH_CERTIFICATE : Clients.ANY,
                name);
    }

    /** Whom the certificate is for that a client has shown; empty if it has shown none. */
    static Optional<String> clientName(@Nullable TlsChannel channel) {
        if (channel == null) {
            return Optional.empty();
        }
        return channel.peer().flatMap(NodeTls::commonName);
    }

    private static Optional<String> commonName(X500Principal subject) {
        try {
            return new LdapName(subject.getName())
                    .getRdns().stream()
                            .filter(part -> part.getType().equalsIgnoreCase("CN"))
                            .map(part -> part.getValue().toString())
                            .findFirst();
        } catch (InvalidNameException e) {
            return Optional.empty();
        }
    }

    /** A channel whose handshake has not begun. */
    TlsChannel secure(ByteChannel channel) {
        SSLEngine engine = context.createSSLEngine();
        engine.setUseClientMode(false);
        engine.setNeedClientAuth(clients == Clients.WITH_CERTIFICATE);
        return new TlsChannel(channel, engine);
    }
}

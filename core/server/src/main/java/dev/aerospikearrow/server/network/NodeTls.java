package dev.aerospikearrow.server.network;

import dev.aerospikearrow.protocol.tls.TlsChannel;
import java.nio.channels.ByteChannel;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;

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

    /** A channel whose handshake has not begun. */
    TlsChannel secure(ByteChannel channel) {
        SSLEngine engine = context.createSSLEngine();
        engine.setUseClientMode(false);
        engine.setNeedClientAuth(clients == Clients.WITH_CERTIFICATE);
        return new TlsChannel(channel, engine);
    }
}

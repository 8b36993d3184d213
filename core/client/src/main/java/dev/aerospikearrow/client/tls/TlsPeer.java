package dev.aerospikearrow.client.tls;

import dev.aerospikearrow.protocol.tls.TlsChannel;
import java.nio.channels.ByteChannel;

/**
 * The other side of secured connections.
 *
 * @param context what secures them
 * @param name what the certificate of the other side has to be for
 */
public record TlsPeer(TlsContext context, String name) {
    /** A channel whose handshake has not begun. */
    public TlsChannel secure(ByteChannel channel) {
        return new TlsChannel(channel, context.newEngine(name));
    }
}

package dev.aerospikearrow.client;

/**
 * A call for which a client had no room: as much was under way as its {@link ClientLimits} allow.
 * Nothing was sent.
 */
public final class ClientBusyException extends AerospikeException {
    private static final long serialVersionUID = 1L;

    /** For the client's own code. */
    public ClientBusyException(String message) {
        super(message, null, false);
    }
}

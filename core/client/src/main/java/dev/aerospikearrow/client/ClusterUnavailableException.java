package dev.aerospikearrow.client;

import org.jspecify.annotations.Nullable;

/** There is no node that could be asked. */
public class ClusterUnavailableException extends AerospikeException {
    private static final long serialVersionUID = 1L;

    /**
     * @param message what is missing
     * @param cause what was behind it, if anything
     */
    public ClusterUnavailableException(String message, @Nullable Throwable cause) {
        super(message, cause, false);
    }
}

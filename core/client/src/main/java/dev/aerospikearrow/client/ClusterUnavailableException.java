package dev.aerospikearrow.client;

import org.jspecify.annotations.Nullable;

/** A call for which no node was left that could be asked. */
public class ClusterUnavailableException extends AerospikeException {
    private static final long serialVersionUID = 1L;

    /**
     * @param message what is missing
     * @param cause what was behind it, if anything
     * @param inDoubt whether a write of an earlier attempt may have been carried out
     */
    public ClusterUnavailableException(String message, @Nullable Throwable cause, boolean inDoubt) {
        super(message, cause, inDoubt);
    }
}

package dev.aerospikearrow.client;

import java.util.Collection;

/** A namespace that no node of the cluster serves. Nothing was sent. */
public final class UnknownNamespaceException extends AerospikeException {
    private static final long serialVersionUID = 1L;

    /**
     * @param namespace what was asked for
     * @param known what there is
     */
    public UnknownNamespaceException(String namespace, Collection<String> known) {
        super(
                "No node serves namespace \""
                        + namespace
                        + "\". The cluster has: "
                        + String.join(", ", known)
                        + ". Namespaces are created in the servers' configuration.",
                null,
                false);
    }
}

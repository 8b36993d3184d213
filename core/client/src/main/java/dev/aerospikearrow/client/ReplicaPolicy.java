package dev.aerospikearrow.client;

/** The choice of the copy of a record that a read goes to. Writes always go to the master. */
public enum ReplicaPolicy {
    /** The master, at every attempt. */
    MASTER,
    /** The master first; each further attempt goes to the next copy. */
    SEQUENCE,
    /** Master and copies in turn, so that all nodes share the reads. */
    ANY,
    /**
     * A copy in one of the client's {@link ClientConfig#racks()}, the first of them first; each
     * further attempt goes to the next copy, in these racks or outside. Where no copy is in one of
     * the racks, the same as {@link #SEQUENCE}.
     */
    PREFER_RACK
}

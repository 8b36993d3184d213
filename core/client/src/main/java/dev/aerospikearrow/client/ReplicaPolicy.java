package dev.aerospikearrow.client;

/** The choice of the copy of a record that a read goes to. Writes always go to the master. */
public enum ReplicaPolicy {
    /** The master, at every attempt. */
    MASTER,
    /** The master first; each further attempt goes to the next copy. */
    SEQUENCE,
    /** Master and copies in turn, so that all nodes share the reads. */
    ANY
}

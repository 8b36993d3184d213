package dev.aerospikearrow.columnar;

/** The meaning of a null in a column for its bin. */
public enum OnNull {
    /** The bin stays as it is. */
    LEAVE,
    /**
     * The bin is deleted. Where the write mode replaces or creates records there is nothing to
     * delete, and null leaves the bin out.
     */
    DELETE
}

package dev.aerospikearrow.server.index;

/**
 * A secondary index.
 *
 * @param name unique in its namespace
 * @param setName the set it covers; empty for the records of the whole namespace
 * @param binName the bin it is made of
 * @param valueType which values it holds
 * @param collection whether it holds the bin's value or what is inside it
 * @param context path to the collection inside the bin as Base64 of its MessagePack; empty for none
 */
public record IndexDescriptor(
        String name,
        String setName,
        String binName,
        IndexedType valueType,
        CollectionType collection,
        String context) {

    /** Whether two indexes would hold the same, whatever they are called. */
    public boolean hasContentOf(IndexDescriptor other) {
        return new IndexDescriptor(
                        name,
                        other.setName,
                        other.binName,
                        other.valueType,
                        other.collection,
                        other.context)
                .equals(this);
    }

    /** Which values an index holds; the names, in lower case, are the server's. */
    public enum IndexedType {
        NUMERIC,
        STRING,
        BLOB,
        GEO2DSPHERE
    }

    /** What of a bin an index holds; {@code ordinal()} is the number in a query's field 26. */
    public enum CollectionType {
        DEFAULT,
        LIST,
        MAPKEYS,
        MAPVALUES
    }
}

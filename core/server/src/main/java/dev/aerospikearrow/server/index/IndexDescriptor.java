package dev.aerospikearrow.server.index;

import dev.aerospikearrow.data.ParticleType;

/**
 * A secondary index.
 *
 * @param name unique in its namespace
 * @param setName the set it covers; empty for the records of the whole namespace
 * @param binName the bin it is made of; empty for an expression
 * @param valueType which values it holds
 * @param collection whether it holds the bin's value or what is inside it
 * @param context path to the collection inside the bin as Base64 of its MessagePack; empty for none
 * @param expression what it is made of instead, packed, as Base64; empty for a bin
 */
public record IndexDescriptor(
        String name,
        String setName,
        String binName,
        IndexedType valueType,
        CollectionType collection,
        String context,
        String expression) {

    /** Whether two indexes would hold the same, whatever they are called. */
    public boolean hasContentOf(IndexDescriptor other) {
        return new IndexDescriptor(
                        name,
                        other.setName,
                        other.binName,
                        other.valueType,
                        other.collection,
                        other.context,
                        other.expression)
                .equals(this);
    }

    /** Which values an index holds; the names, in lower case, are the server's. */
    public enum IndexedType {
        NUMERIC(ParticleType.INTEGER),
        STRING(ParticleType.STRING),
        BLOB(ParticleType.BLOB),
        GEO2DSPHERE(ParticleType.GEOJSON);

        private final int particleType;

        IndexedType(int particleType) {
            this.particleType = particleType;
        }

        /** The type of a bin's value that it holds. */
        public int particleType() {
            return particleType;
        }
    }

    /** What of a bin an index holds; {@code ordinal()} is the number in a query's field 26. */
    public enum CollectionType {
        DEFAULT,
        LIST,
        MAPKEYS,
        MAPVALUES
    }
}

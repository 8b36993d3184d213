package dev.aerospikearrow.data;

/**
 * Types of bin values (docs/docs/internals/wire.md, section 3.4). They are plain numbers and not an
 * enum: a reply may carry a type that this table does not know, which is handed out as bytes.
 */
public final class ParticleType {
    public static final int NULL = 0;
    public static final int INTEGER = 1;
    public static final int DOUBLE = 2;
    public static final int STRING = 3;
    public static final int BLOB = 4;
    public static final int BOOL = 17;
    public static final int HLL = 18;
    public static final int MAP = 19;
    public static final int LIST = 20;
    public static final int GEOJSON = 23;

    private static final String[] NAMES = new String[256];

    static {
        NAMES[NULL] = "NULL";
        NAMES[INTEGER] = "INTEGER";
        NAMES[DOUBLE] = "DOUBLE";
        NAMES[STRING] = "STRING";
        NAMES[BLOB] = "BLOB";
        NAMES[7] = "JAVA_BLOB";
        NAMES[8] = "CSHARP_BLOB";
        NAMES[9] = "PYTHON_BLOB";
        NAMES[10] = "RUBY_BLOB";
        NAMES[11] = "PHP_BLOB";
        NAMES[12] = "ERLANG_BLOB";
        NAMES[16] = "VECTOR";
        NAMES[BOOL] = "BOOL";
        NAMES[HLL] = "HLL";
        NAMES[MAP] = "MAP";
        NAMES[LIST] = "LIST";
        NAMES[GEOJSON] = "GEOJSON";
    }

    private ParticleType() {}

    /** The name for messages: {@code STRING}, or {@code PARTICLE_99} for a type without one. */
    public static String name(int particleType) {
        boolean named =
                particleType >= 0 && particleType < NAMES.length && NAMES[particleType] != null;
        return named ? NAMES[particleType] : "PARTICLE_" + particleType;
    }
}

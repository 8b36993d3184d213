package dev.aerospikearrow.cli.load;

/** The way in which a value of a file becomes the value of a bin. */
@FunctionalInterface
interface BinType {
    /**
     * The value as {@link dev.aerospikearrow.protocol.particle.Particles} takes it.
     *
     * @param value not null; see {@link TextRow#values()}
     * @throws MisfitException if it cannot be stored as it stands
     */
    Object bin(Object value);
}

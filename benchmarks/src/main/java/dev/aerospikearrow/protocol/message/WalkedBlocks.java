package dev.aerospikearrow.protocol.message;

/**
 * Blocks for which the decoder walks every record, as it did before it knew shapes: what decoding
 * by shape is compared with.
 */
public final class WalkedBlocks {
    private WalkedBlocks() {}

    /** An empty block that never knows a shape. */
    public static RecordBlock make() {
        return new RecordBlock(RecordShapes.none());
    }
}

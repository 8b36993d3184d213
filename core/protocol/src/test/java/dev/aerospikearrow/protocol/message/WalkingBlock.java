package dev.aerospikearrow.protocol.message;

/** Blocks for which every record is walked. */
public final class WalkingBlock {
    private WalkingBlock() {}

    public static RecordBlock make() {
        return new RecordBlock(RecordShapes.none());
    }
}

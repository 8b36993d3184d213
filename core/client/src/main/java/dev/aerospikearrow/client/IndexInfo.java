package dev.aerospikearrow.client;

/**
 * A secondary index and its state on one node.
 *
 * @param definition what it holds
 * @param state {@code RW} when it can be used, {@code WO} while it is being built
 */
public record IndexInfo(IndexDefinition definition, String state) {
    /** Whether queries can use it. */
    public boolean isUsable() {
        return state.equals("RW");
    }
}

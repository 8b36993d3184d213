package dev.aerospikearrow.protocol.call;

import dev.aerospikearrow.protocol.wire.OperationType;

/** What a call looks into, one row for each module of the server; the ordinal is its number. */
public enum CallModule {
    COLLECTION(OperationType.COLLECTION_READ, OperationType.COLLECTION_MODIFY),
    BITS(OperationType.BITS_READ, OperationType.BITS_MODIFY),
    HLL(OperationType.HLL_READ, OperationType.HLL_MODIFY);

    private static final int MODIFIES = 0x40;

    private final OperationType reading;
    private final OperationType modifying;

    CallModule(OperationType reading, OperationType modifying) {
        this.reading = reading;
        this.modifying = modifying;
    }

    OperationType operation(boolean modifies) {
        return modifies ? modifying : reading;
    }

    /** The number that an expression names it by. */
    int number(boolean modifies) {
        return ordinal() | (modifies ? MODIFIES : 0);
    }
}

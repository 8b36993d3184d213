package dev.aerospikearrow.client.execute;

import dev.aerospikearrow.protocol.message.Answer;
import dev.aerospikearrow.protocol.message.BinNames;
import dev.aerospikearrow.protocol.message.RecordBlock;

/** The answer to a command for one record. */
final class RecordAnswer<T> implements Answer<T> {
    private final BinNames names;
    private final RecordResult<T> maker;
    private T result;
    private String reason = "";

    @SuppressWarnings("NullAway") // Asked for after the record has been taken, and not before.
    RecordAnswer(PreparedCommand<T> command) {
        names = command.names();
        maker = command.result();
    }

    @Override
    public BinNames binNames() {
        return names;
    }

    @Override
    public boolean accepts(int resultCode) {
        return maker.accepts(resultCode);
    }

    @Override
    public void take(RecordBlock block) {
        if (maker.accepts(block.resultCode(0))) {
            result = maker.of(block, 0);
        } else {
            reason = maker.reason(block, 0);
        }
    }

    /** What the node said besides a code that is not accepted; empty for nothing. */
    String reason() {
        return reason;
    }

    @Override
    public T result() {
        return result;
    }
}

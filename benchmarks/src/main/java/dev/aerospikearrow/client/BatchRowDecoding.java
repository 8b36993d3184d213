package dev.aerospikearrow.client;

import dev.aerospikearrow.client.execute.BatchRequest;
import dev.aerospikearrow.data.DigestArray;
import dev.aerospikearrow.data.Key;
import dev.aerospikearrow.protocol.batch.RowTemplate;
import dev.aerospikearrow.protocol.message.Answer;
import dev.aerospikearrow.protocol.message.BinNames;
import dev.aerospikearrow.protocol.message.RecordCommand;
import java.util.List;
import java.util.function.Consumer;

/**
 * The decoding of replies into the rows of the map API without a cluster. It stands in the package
 * of the client because the answer, rightly, is nobody else's business. Immutable.
 */
public final class BatchRowDecoding {
    private final List<Key> keys;
    private final BatchRequest request;
    private final BinNames names;

    /** For replies to a read of the named bins of {@code keys}, which are of that one set. */
    public BatchRowDecoding(
            String namespace, String setName, List<Key> keys, List<String> binNames) {
        this.keys = List.copyOf(keys);
        RowTemplate template = RowTemplate.of(namespace, setName, RecordCommand.read(binNames));
        request = BatchRequest.of(DigestArray.of(keys), template);
        names = BinNames.requested(binNames);
    }

    /**
     * What the client does with a reply, from the first frame to the complete list.
     *
     * @param decoder gives every row to the answer that it is given
     */
    public List<BatchRow> decode(Consumer<Answer<?>> decoder) {
        BatchRows rows = new BatchRows(keys, request, names);
        decoder.accept(rows);
        return rows.result();
    }
}

package dev.aerospikearrow.columnar.write;

import dev.aerospikearrow.client.execute.BatchRequest;
import dev.aerospikearrow.columnar.WriteResult;
import dev.aerospikearrow.data.DigestArray;
import dev.aerospikearrow.data.Key;
import dev.aerospikearrow.protocol.batch.RowBodies;
import dev.aerospikearrow.protocol.batch.RowTemplate;
import dev.aerospikearrow.protocol.wire.WireBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The rows of one record batch as they will be sent; needs the vectors no longer. Rows that are not
 * sent have a code of their own already, so a row's number and its index among those sent differ.
 * Immutable.
 *
 * @param rowCount how many rows the record batch has
 * @param codes for each row {@link WriteResult#UNANSWERED}, or why it is not sent
 * @param rowOfIndex the rows that are sent, ascending; as long as there are bodies
 * @param templateOfIndex which template each of them has; empty if there is only one
 * @param buffer holds the bodies; to be given back when nothing is sent any more
 * @param problems what is wrong with rows that are {@link WriteResult#INVALID}, the first ones
 */
record PreparedRows(
        int rowCount,
        short[] codes,
        int[] rowOfIndex,
        byte[] digests,
        List<RowTemplate> templates,
        int[] templateOfIndex,
        RowBodies bodies,
        WireBuffer buffer,
        KeyColumn keys,
        PlaceColumn places,
        Map<Integer, String> problems) {

    /** Most bytes of rows in one request: far from the 128 MiB at which servers hang up. */
    private static final int MAX_REQUEST_BYTES = 16 << 20;

    /** How many rows are sent. */
    int sentCount() {
        return bodies.count();
    }

    /** The index after the last row that goes into one request with the one at {@code from}. */
    int endOfRequest(int from, int maxRows) {
        int end = from + Math.min(sentCount() - from, maxRows);
        while (end > from + 1 && bodies.length(from, end) > MAX_REQUEST_BYTES) {
            end--;
        }
        return end;
    }

    /** The request for the rows with the indexes from {@code from} up to {@code to}. */
    BatchRequest request(int from, int to) {
        Objects.checkFromToIndex(from, to, sentCount());
        DigestArray some = from == 0 ? DigestArray.of(digests, to) : digests(from, to);
        BatchRequest request =
                templates.size() == 1
                        ? BatchRequest.of(some, templates.get(0))
                        : BatchRequest.of(
                                some, templates, Arrays.copyOfRange(templateOfIndex, from, to));
        return request.withBodies(bodies.slice(from, to));
    }

    private DigestArray digests(int from, int to) {
        return DigestArray.of(
                Arrays.copyOfRange(
                        digests, from * Key.DIGEST_LENGTH_BYTES, to * Key.DIGEST_LENGTH_BYTES));
    }

    /** A row's key for people. */
    String describe(int row) {
        return keys.describe(row, places.of(row));
    }
}

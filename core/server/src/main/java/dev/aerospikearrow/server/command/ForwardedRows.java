package dev.aerospikearrow.server.command;

import dev.aerospikearrow.protocol.wire.WireBuffer;
import java.util.Arrays;

/**
 * The answers of rows that another node of the cluster would give: as in a real cluster, they come
 * after those of the node itself.
 */
final class ForwardedRows {
    /** More than this is not held back. */
    private static final int DRAIN_LENGTH = 128 * 1024;

    private static final int INITIAL_ROWS = 64;

    private final WireBuffer rows = new WireBuffer(0);
    private int[] rowEnds = new int[0];
    private int count;

    /** What the next row's answer is appended to; call {@link #endRow} afterwards. */
    WireBuffer rows() {
        return rows;
    }

    void endRow(BatchFrames reply, ReplyChannel channel) {
        if (count == rowEnds.length) {
            rowEnds = Arrays.copyOf(rowEnds, Math.max(INITIAL_ROWS, 2 * count));
        }
        rowEnds[count++] = rows.length();
        if (rows.length() > DRAIN_LENGTH) {
            drainTo(reply, channel);
        }
    }

    /** Adds the held rows to the reply. */
    void drainTo(BatchFrames reply, ReplyChannel channel) {
        int start = 0;
        for (int i = 0; i < count; i++) {
            reply.rows().putBytes(rows.array(), start, rowEnds[i] - start);
            reply.endRow(channel);
            start = rowEnds[i];
        }
        count = 0;
        rows.clear();
    }
}

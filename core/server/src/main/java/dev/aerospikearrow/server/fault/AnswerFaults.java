package dev.aerospikearrow.server.fault;

import dev.aerospikearrow.protocol.wire.Bytes;
import dev.aerospikearrow.protocol.wire.FrameDescriptor;
import dev.aerospikearrow.protocol.wire.MessageDescriptor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * The faults that spoil the answers of one connection, as a plan says. Used by one thread at a
 * time.
 */
public final class AnswerFaults {
    private final FaultPlan plan;
    private long sentBytes;

    AnswerFaults(FaultPlan plan) {
        this.plan = plan;
    }

    /** The most bytes for one write to the network. */
    public int bytesPerWrite() {
        return plan.bytesPerWrite();
    }

    /** Whether the connection is to be closed once it has taken what it got. */
    public boolean isDropped() {
        return plan.dropAfterBytes().isPresent() && sentBytes >= plan.dropAfterBytes().getAsLong();
    }

    /** What goes out instead of one or more whole frames of a batch, before it is spoilt. */
    public byte[] withRowsInOtherOrder(byte[] answer) {
        return plan.shuffleSeed().isPresent()
                ? shuffled(answer, new Random(plan.shuffleSeed().getAsLong()))
                : answer;
    }

    /**
     * What goes out instead of one or more whole frames of answers.
     *
     * @param answer may be changed
     */
    public byte[] spoil(byte[] answer) {
        long corrupt = plan.corruptAtByte().orElse(-1) - sentBytes;
        if (corrupt >= 0 && corrupt < answer.length) {
            answer[(int) corrupt] ^= (byte) 0xFF;
        }
        long allowed = plan.dropAfterBytes().orElse(Long.MAX_VALUE) - sentBytes;
        sentBytes += answer.length;
        return allowed < answer.length ? Arrays.copyOf(answer, (int) Math.max(0, allowed)) : answer;
    }

    private static byte[] shuffled(byte[] frames, Random random) {
        byte[] target = frames.clone();
        int frame = 0;
        while (frame < frames.length) {
            int body = frame + FrameDescriptor.HEADER_LENGTH;
            int end = body + (int) FrameDescriptor.bodyLength(Bytes.getLong(frames, frame));
            List<byte[]> rows = new ArrayList<>();
            for (int row = body; row < end; ) {
                int rowEnd = messageEnd(frames, row);
                rows.add(Arrays.copyOfRange(frames, row, rowEnd));
                row = rowEnd;
            }
            Collections.shuffle(rows, random);
            int at = body;
            for (byte[] row : rows) {
                System.arraycopy(row, 0, target, at, row.length);
                at += row.length;
            }
            frame = end;
        }
        return target;
    }

    private static int messageEnd(byte[] frames, int message) {
        int at = message + MessageDescriptor.HEADER_LENGTH;
        int parts =
                Bytes.getUnsignedShort(frames, message + MessageDescriptor.FIELD_COUNT)
                        + Bytes.getUnsignedShort(
                                frames, message + MessageDescriptor.OPERATION_COUNT);
        for (int i = 0; i < parts; i++) {
            at += 4 + Bytes.getInt(frames, at);
        }
        return at;
    }
}

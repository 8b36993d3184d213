package dev.aerospikearrow.columnar.read;

import dev.aerospikearrow.protocol.message.BatchLedger;
import dev.aerospikearrow.protocol.message.BinNames;
import dev.aerospikearrow.protocol.message.RecordBlock;
import dev.aerospikearrow.protocol.message.RecordTaker;
import dev.aerospikearrow.protocol.message.ReplyDecoder;
import dev.aerospikearrow.protocol.particle.Particles;
import dev.aerospikearrow.protocol.wire.Bytes;
import dev.aerospikearrow.protocol.wire.FrameDescriptor;
import dev.aerospikearrow.protocol.wire.MessageDescriptor;
import dev.aerospikearrow.protocol.wire.MessageFlags;
import dev.aerospikearrow.protocol.wire.WireBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** The reply of a server to a batch, row by row, as a server would write it. */
public final class BatchReply {
    private final List<byte[]> rows = new ArrayList<>();
    private int rowsPerFrame = Integer.MAX_VALUE;

    /** A row with a record: generation 1, never expires. */
    public BatchReply found(int batchIndex, Map<String, ? extends @Nullable Object> bins) {
        return found(batchIndex, 1, 0, bins);
    }

    public BatchReply found(
            int batchIndex,
            int generation,
            int voidTimeSeconds,
            Map<String, ? extends @Nullable Object> bins) {
        WireBuffer row = header(batchIndex, 0, generation, voidTimeSeconds, bins.size());
        bins.forEach(
                (name, value) -> {
                    WireBuffer particle = new WireBuffer();
                    Particles.write(particle, value);
                    putBin(row, name, Particles.typeOf(value), particle.toByteArray());
                });
        return add(row);
    }

    /** A row whose only bin has these bytes, be they valid or not. */
    public BatchReply foundRaw(int batchIndex, String bin, int particleType, byte[] value) {
        WireBuffer row = header(batchIndex, 0, 1, 0, 1);
        putBin(row, bin, particleType, value);
        return add(row);
    }

    /** A row without a record. */
    public BatchReply failed(int batchIndex, int resultCode) {
        return add(header(batchIndex, resultCode, 0, 0, 0));
    }

    public BatchReply shuffled(Random random) {
        Collections.shuffle(rows, random);
        return this;
    }

    public BatchReply rowsPerFrame(int count) {
        rowsPerFrame = count;
        return this;
    }

    /** The frames on the wire, the final one included. */
    public List<byte[]> frames() {
        List<byte[]> frames = new ArrayList<>();
        for (int start = 0; start < rows.size(); start += Math.min(rowsPerFrame, rows.size())) {
            long end = Math.min(rows.size(), (long) start + rowsPerFrame);
            frames.add(frame(rows.subList(start, (int) end)));
        }
        WireBuffer last = header(0, 0, 0, 0, 0);
        last.setByte(MessageDescriptor.INFO3, MessageFlags.INFO3_LAST);
        frames.add(frame(List.of(last.toByteArray())));
        return frames;
    }

    /** Decodes the reply and rethrows what the taker threw. */
    public void decode(int rowCount, BinNames names, RecordTaker taker) {
        decode(frames(), rowCount, names, taker);
    }

    public static void decode(
            List<byte[]> frames, int rowCount, BinNames names, RecordTaker taker) {
        ReplyDecoder decoder = ReplyDecoder.batch(BatchLedger.ofAll(rowCount), names, taker);
        RecordBlock block = new RecordBlock();
        for (byte[] frame : frames) {
            decoder.decode(frame, 0, frame.length, block);
        }
        RuntimeException failure = decoder.takerFailure();
        if (failure != null) {
            throw failure;
        }
    }

    private BatchReply add(WireBuffer row) {
        rows.add(row.toByteArray());
        return this;
    }

    private static WireBuffer header(
            int batchIndex, int resultCode, int generation, int voidTimeSeconds, int binCount) {
        WireBuffer row = new WireBuffer();
        row.reserve(MessageDescriptor.HEADER_LENGTH);
        row.setByte(0, MessageDescriptor.HEADER_LENGTH);
        row.setByte(MessageDescriptor.RESULT_CODE, resultCode);
        row.setInt(MessageDescriptor.GENERATION, generation);
        row.setInt(MessageDescriptor.TTL_OR_VOID_TIME, voidTimeSeconds);
        row.setInt(MessageDescriptor.TIMEOUT_OR_BATCH_INDEX, batchIndex);
        row.setShort(MessageDescriptor.OPERATION_COUNT, binCount);
        return row;
    }

    private static void putBin(WireBuffer row, String name, int particleType, byte[] value) {
        byte[] nameBytes = Bytes.utf8(name);
        row.putInt(4 + nameBytes.length + value.length);
        row.putByte(1);
        row.putByte(particleType);
        row.putByte(0);
        row.putByte(nameBytes.length);
        row.putBytes(nameBytes);
        row.putBytes(value);
    }

    private static byte[] frame(List<byte[]> messages) {
        WireBuffer frame = new WireBuffer();
        int bodyLength = messages.stream().mapToInt(message -> message.length).sum();
        frame.putLong(FrameDescriptor.header(FrameDescriptor.TYPE_MESSAGE, bodyLength));
        messages.forEach(frame::putBytes);
        return frame.toByteArray();
    }
}

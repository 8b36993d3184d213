package dev.aerospikearrow.protocol.golden;

import dev.aerospikearrow.protocol.message.BinNames;
import dev.aerospikearrow.protocol.message.RecordSink;
import dev.aerospikearrow.protocol.particle.Particles;
import dev.aerospikearrow.protocol.wire.ResultCode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A sink that keeps everything as objects. */
public final class Rows implements RecordSink {
    /** One record, or why there is none. */
    public static final class Row {
        public final int batchIndex;
        public final int resultCode;
        public final int generation;
        public final int voidTimeSeconds;
        public final Map<Integer, byte[]> fields = new HashMap<>();
        public final Map<String, Object> bins = new HashMap<>();
        public boolean complete;

        Row(int batchIndex, int resultCode, int generation, int voidTimeSeconds) {
            this.batchIndex = batchIndex;
            this.resultCode = resultCode;
            this.generation = generation;
            this.voidTimeSeconds = voidTimeSeconds;
        }

        /** In the form of the recorded results: null for a record that is not there. */
        public Map<String, Object> asRecord() {
            if (resultCode != ResultCode.OK.code()) {
                return null;
            }
            Map<String, Object> asRecord = new HashMap<>();
            asRecord.put("generation", (long) generation);
            asRecord.put("expiration", (long) voidTimeSeconds);
            asRecord.put("bins", bins.isEmpty() ? null : Recording.normal(bins));
            return asRecord;
        }
    }

    public final List<Row> rows = new ArrayList<>();
    private final BinNames names;
    private byte[] frame = {};

    public Rows(BinNames names) {
        this.names = names;
    }

    public Row only() {
        if (rows.size() != 1) {
            throw new AssertionError("one row expected, found " + rows.size());
        }
        return rows.get(0);
    }

    /** Rows by their position in the batch. */
    public List<Row> inBatchOrder() {
        return rows.stream().sorted((a, b) -> a.batchIndex - b.batchIndex).toList();
    }

    private Row last() {
        return rows.get(rows.size() - 1);
    }

    @Override
    public void onFrame(byte[] newFrame) {
        frame = newFrame;
    }

    @Override
    public void onRecord(int batchIndex, int resultCode, int generation, int voidTimeSeconds) {
        rows.add(new Row(batchIndex, resultCode, generation, voidTimeSeconds));
    }

    @Override
    public void onField(int fieldType, int offset, int length) {
        last().fields.put(fieldType, Arrays.copyOfRange(frame, offset, offset + length));
    }

    @Override
    public void onBin(int ordinal, int particleType, int offset, int length) {
        last().bins.put(names.name(ordinal), Particles.read(particleType, frame, offset, length));
    }

    @Override
    public void onRecordEnd() {
        last().complete = true;
    }
}

package dev.aerospikearrow.protocol.golden;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import dev.aerospikearrow.data.ResultCode;
import dev.aerospikearrow.protocol.message.RecordBlock;
import dev.aerospikearrow.protocol.message.RecordTaker;
import dev.aerospikearrow.protocol.particle.Particles;
import dev.aerospikearrow.protocol.wire.Bytes;
import dev.aerospikearrow.protocol.wire.FieldType;
import dev.aerospikearrow.protocol.wire.MessageDescriptor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Keeps everything as objects. */
public final class Rows implements RecordTaker {
    /** One record, or why there is none. */
    public static final class Row {
        public final int batchIndex;
        public final int resultCode;
        public final int generation;
        public final int voidTimeSeconds;
        public final Map<Integer, byte[]> fields = new HashMap<>();
        public final Map<String, Object> bins = new HashMap<>();

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

    @Override
    public void take(RecordBlock block) {
        for (int i = 0; i < block.recordCount(); i++) {
            Row row =
                    new Row(
                            block.batchIndex(i),
                            block.resultCode(i),
                            block.generation(i),
                            block.voidTimeSeconds(i));
            rows.add(row);
            byte[] frame = block.frame();
            addFields(row, frame, block.start(i));
            assertPlace(row, FieldType.DIGEST, frame, block.digestOffset(i), 20);
            assertPlace(row, FieldType.SET, frame, block.setNameCell(i));
            long key = block.userKeyCell(i);
            assertPlace(
                    row,
                    FieldType.USER_KEY,
                    frame,
                    RecordBlock.offset(key) - 1,
                    RecordBlock.length(key) + 1);
            for (int column = 0; column < block.width(); column++) {
                long cell = block.cell(column, i);
                int type = RecordBlock.particleType(cell);
                if (cell != 0) {
                    row.bins.put(
                            block.name(column, i),
                            Particles.read(
                                    type,
                                    frame,
                                    RecordBlock.offset(cell),
                                    RecordBlock.length(cell)));
                }
            }
        }
    }

    /** All fields, taken from the frame without help. */
    private static void addFields(Row row, byte[] frame, int start) {
        int count = Bytes.getUnsignedShort(frame, start + MessageDescriptor.FIELD_COUNT);
        int position = start + MessageDescriptor.HEADER_LENGTH;
        for (int i = 0; i < count; i++) {
            int end = position + 4 + Bytes.getInt(frame, position);
            row.fields.put(
                    frame[position + 4] & 0xFF, Arrays.copyOfRange(frame, position + 5, end));
            position = end;
        }
    }

    private static void assertPlace(Row row, int fieldType, byte[] frame, long cell) {
        assertPlace(row, fieldType, frame, RecordBlock.offset(cell), RecordBlock.length(cell));
    }

    /** The block must know the field where it is. */
    private static void assertPlace(Row row, int fieldType, byte[] frame, int offset, int length) {
        if (row.fields.containsKey(fieldType)) {
            assertArrayEquals(
                    row.fields.get(fieldType), Arrays.copyOfRange(frame, offset, offset + length));
        }
    }
}

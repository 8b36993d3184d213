package dev.aerospikearrow.columnar.infer;

import dev.aerospikearrow.protocol.message.BinNames;
import dev.aerospikearrow.protocol.message.RecordSink;
import dev.aerospikearrow.protocol.wire.ParticleType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Counts the types of the values of all bins of a sample's records. A record is counted when all of
 * it has been seen: one that a broken frame cuts off comes again with the next attempt. Used by one
 * thread at a time.
 */
final class SampleSink implements RecordSink {
    /** Places that are counted, over all bins: maps with many keys inside maps multiply. */
    private static final int MAX_SHAPES = 20_000;

    private final BinNames names;
    private final List<Shape> shapes = new ArrayList<>();
    private final Shape.Room room = new Shape.Room(MAX_SHAPES);
    private byte[] frame = new byte[0];
    private int[] cells = new int[64];
    private int cellsEnd;
    private long recordCount;

    /** How many numbers describe a cell: ordinal, particle type, offset and length. */
    private static final int CELL_WIDTH = 4;

    SampleSink(BinNames names) {
        this.names = names;
    }

    @Override
    public void onFrame(byte[] bytes) {
        frame = bytes;
    }

    @Override
    public void onRecord(int batchIndex, int resultCode, int generation, int voidTimeSeconds) {
        cellsEnd = 0;
    }

    @Override
    public void onBin(int ordinal, int particleType, int offset, int length) {
        if (ordinal < 0 || particleType == ParticleType.NULL) {
            return;
        }
        if (cellsEnd == cells.length) {
            cells = Arrays.copyOf(cells, cells.length * 2);
        }
        cells[cellsEnd] = ordinal;
        cells[cellsEnd + 1] = particleType;
        cells[cellsEnd + 2] = offset;
        cells[cellsEnd + 3] = length;
        cellsEnd += CELL_WIDTH;
    }

    @Override
    public void onRecordEnd() {
        recordCount++;
        for (int at = 0; at < cellsEnd; at += CELL_WIDTH) {
            while (shapes.size() <= cells[at]) {
                shapes.add(new Shape(room));
            }
            shapes.get(cells[at]).addParticle(cells[at + 1], frame, cells[at + 2], cells[at + 3]);
        }
    }

    /** How many records were counted. */
    long recordCount() {
        return recordCount;
    }

    /** A proposal for each bin that was seen, ordered by name. */
    List<InferredBin> proposals() {
        List<InferredBin> bins = new ArrayList<>();
        for (int ordinal = 0; ordinal < shapes.size(); ordinal++) {
            Shape shape = shapes.get(ordinal);
            if (shape.count() > 0) {
                bins.add(
                        FieldProposal.propose(
                                names.name(ordinal), shape, shape.count(), recordCount));
            }
        }
        bins.sort(Comparator.comparing(InferredBin::binName));
        return bins;
    }
}

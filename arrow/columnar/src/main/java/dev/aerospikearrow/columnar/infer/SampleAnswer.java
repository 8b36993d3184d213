package dev.aerospikearrow.columnar.infer;

import dev.aerospikearrow.columnar.InferredBin;
import dev.aerospikearrow.data.ParticleType;
import dev.aerospikearrow.protocol.message.Answer;
import dev.aerospikearrow.protocol.message.BinNames;
import dev.aerospikearrow.protocol.message.RecordBlock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The answer to a scan of a sample: counts the types of the values of all bins. */
public final class SampleAnswer implements Answer<@Nullable Void> {
    /** Places that are counted, over all bins: maps with many keys inside maps multiply. */
    private static final int MAX_SHAPES = 20_000;

    private final BinNames names = BinNames.discovered();
    private final List<Shape> shapes = new ArrayList<>();
    private final Shape.Room room = new Shape.Room(MAX_SHAPES);
    private long recordCount;

    @Override
    public BinNames binNames() {
        return names;
    }

    @Override
    public void take(RecordBlock block) {
        recordCount += block.recordCount();
        for (int record = 0; record < block.recordCount(); record++) {
            for (int column = 0; column < block.width(); column++) {
                long cell = block.cell(column, record);
                if (RecordBlock.particleType(cell) != ParticleType.NULL) {
                    shape(block.nameOrdinal(column, record))
                            .addParticle(
                                    RecordBlock.particleType(cell),
                                    block.frame(),
                                    RecordBlock.offset(cell),
                                    RecordBlock.length(cell));
                }
            }
        }
    }

    private Shape shape(int ordinal) {
        while (shapes.size() <= ordinal) {
            shapes.add(new Shape(room));
        }
        return shapes.get(ordinal);
    }

    @Override
    public @Nullable Void result() {
        return null;
    }

    /** How many records were counted. */
    public long recordCount() {
        return recordCount;
    }

    /** A proposal for each bin that was seen, ordered by name. */
    public List<InferredBin> proposals() {
        List<InferredBin> bins = new ArrayList<>();
        for (int ordinal = 0; ordinal < shapes.size(); ordinal++) {
            Shape shape = shapes.get(ordinal);
            if (shape.count() > 0) {
                bins.add(
                        FieldProposal.propose(
                                names.name(ordinal), shape, shape.count(), recordCount));
            }
        }
        bins.sort(Comparator.comparing(InferredBin::binName, NaturalOrder.INSTANCE));
        return bins;
    }
}

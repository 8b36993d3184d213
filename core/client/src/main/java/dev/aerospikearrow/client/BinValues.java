package dev.aerospikearrow.client;

import dev.aerospikearrow.data.ParticleType;
import dev.aerospikearrow.protocol.message.RecordBlock;
import dev.aerospikearrow.protocol.particle.Particles;
import dev.aerospikearrow.protocol.wire.MalformedReplyException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The values of one record of a block, as objects. */
final class BinValues {
    private BinValues() {}

    /** The bins of a record, each of which occurs once. */
    static BinMap bins(RecordBlock block, int record) {
        int count = 0;
        for (int column = 0; column < block.width(); column++) {
            if (RecordBlock.particleType(block.cell(column, record)) != ParticleType.NULL) {
                count++;
            }
        }
        if (count == 0) {
            return BinMap.EMPTY;
        }
        Object[] pairs = new Object[2 * count];
        int length = 0;
        for (int column = 0; length < pairs.length; column++) {
            Object value = value(block, column, record);
            if (value != null) {
                pairs[length++] = block.name(column, record);
                pairs[length++] = value;
            }
        }
        return new BinMap(pairs);
    }

    /** The bins of a record of which some may occur several times: the last value of each. */
    static BinMap lastResults(RecordBlock block, int record) {
        Object[] unique = new Object[16];
        int length = 0;
        for (int column = 0; column < block.width(); column++) {
            Object value = value(block, column, record);
            if (value == null) {
                continue;
            }
            String name = block.name(column, record);
            int at = 0;
            while (at < length && !unique[at].equals(name)) {
                at += 2;
            }
            if (at == unique.length) {
                unique = Arrays.copyOf(unique, 2 * at);
            }
            unique[at] = name;
            unique[at + 1] = value;
            length = Math.max(length, at + 2);
        }
        return length == 0 ? BinMap.EMPTY : new BinMap(Arrays.copyOf(unique, length));
    }

    /** What the operations of a record were answered, in their order. */
    static List<@Nullable Object> results(RecordBlock block, int record) {
        List<@Nullable Object> values = new ArrayList<>();
        for (int column = 0; column < block.width(); column++) {
            if (block.cell(column, record) == 0) {
                break;
            }
            values.add(value(block, column, record));
        }
        return values;
    }

    private static @Nullable Object value(RecordBlock block, int column, int record) {
        long cell = block.cell(column, record);
        try {
            return Particles.read(
                    RecordBlock.particleType(cell),
                    block.frame(),
                    RecordBlock.offset(cell),
                    RecordBlock.length(cell));
        } catch (MalformedReplyException e) {
            throw e.within("bin \"" + block.name(column, record) + "\"");
        }
    }
}

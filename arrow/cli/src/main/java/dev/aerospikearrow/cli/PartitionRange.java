package dev.aerospikearrow.cli;

import dev.aerospikearrow.protocol.key.PartitionId;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Partitions one after the other.
 *
 * @param first the first, from 0 on
 * @param last the last, included
 */
record PartitionRange(int first, int last) {
    static final PartitionRange ALL = new PartitionRange(0, PartitionId.COUNT - 1);

    int count() {
        return last - first + 1;
    }

    boolean isAll() {
        return equals(ALL);
    }

    @Override
    public String toString() {
        return first + "-" + last;
    }

    /** Reads {@code 0-1023}, or one number. */
    static final class Converter implements ITypeConverter<PartitionRange> {
        @Override
        public PartitionRange convert(String text) {
            int dash = text.indexOf('-');
            try {
                int first = Integer.parseInt(dash < 0 ? text : text.substring(0, dash));
                int last = Integer.parseInt(dash < 0 ? text : text.substring(dash + 1));
                if (first >= 0 && first <= last && last < PartitionId.COUNT) {
                    return new PartitionRange(first, last);
                }
            } catch (NumberFormatException e) {
                // Reported below, like a range that is none.
            }
            throw new TypeConversionException(
                    "\"" + text + "\" is no range of the partitions 0 to 4095, such as 0-1023.");
        }
    }
}

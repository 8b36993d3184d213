package dev.aerospikearrow.columnar;

import dev.aerospikearrow.columnar.infer.Percentage;

/**
 * Values of a sample that the proposed type has no place for: reading them is a mismatch, which
 * fails, is null or is converted, as the field's policy says.
 *
 * @param path where in the bin's value, such as {@code [*].price}; empty for the whole value
 * @param found what was found, such as {@code STRING}
 * @param count how many such values
 * @param total how many values there are at this place
 * @param proposed the type that is proposed for this place
 */
public record TypeConflict(String path, String found, long count, long total, String proposed) {

    /** The conflict as a phrase: {@code STRING in 10.0% is no Int64}. */
    @Override
    public String toString() {
        String place = path.isEmpty() ? "" : "at " + path + ": ";
        return place + found + " in " + Percentage.of(count, total) + " is no " + proposed;
    }
}

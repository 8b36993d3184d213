package dev.aerospikearrow.columnar.write;

import dev.aerospikearrow.columnar.ColumnEncoding;
import dev.aerospikearrow.columnar.ColumnarWriteOptions;
import dev.aerospikearrow.columnar.TypeNames;
import dev.aerospikearrow.data.ParticleType;
import dev.aerospikearrow.data.SetName;
import dev.aerospikearrow.protocol.wire.Bytes;
import dev.aerospikearrow.protocol.wire.WireBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.dictionary.DictionaryProvider;
import org.jspecify.annotations.Nullable;

/** Namespace and set of each row: the distinct pairs, and which of them a row has. */
final class PlaceColumn {
    private final List<SetName> places;
    private final int @Nullable [] placeOfRow;

    private PlaceColumn(List<SetName> places, int @Nullable [] placeOfRow) {
        this.places = places;
        this.placeOfRow = placeOfRow;
    }

    static PlaceColumn of(
            ColumnarWriteOptions options,
            Optional<FieldVector> namespaces,
            Optional<FieldVector> setNames,
            DictionaryProvider dictionaries,
            int rowCount) {
        if (namespaces.isEmpty() && setNames.isEmpty()) {
            return new PlaceColumn(List.of(options.set().orElseThrow()), null);
        }
        Names namespace =
                new Names(namespaces, options.set().map(SetName::namespace), dictionaries);
        Names setName = new Names(setNames, options.set().map(SetName::name), dictionaries);
        Map<SetName, Integer> known = new HashMap<>();
        List<SetName> places = new ArrayList<>();
        int[] placeOfRow = new int[rowCount];
        for (int row = 0; row < rowCount; row++) {
            boolean changed = namespace.moveTo(row) | setName.moveTo(row);
            if (!changed && row > 0) {
                placeOfRow[row] = placeOfRow[row - 1];
                continue;
            }
            placeOfRow[row] =
                    known.computeIfAbsent(
                            place(namespace, setName, row),
                            place -> {
                                places.add(place);
                                return places.size() - 1;
                            });
        }
        return new PlaceColumn(places, placeOfRow);
    }

    private static SetName place(Names namespace, Names setName, int row) {
        try {
            return new SetName(namespace.name(), setName.name());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "Row " + row + " names no place for a record: " + e.getMessage(), e);
        }
    }

    List<SetName> places() {
        return places;
    }

    /** The index of a row's place. */
    int indexOf(int row) {
        return placeOfRow == null ? 0 : placeOfRow[row];
    }

    SetName of(int row) {
        return places.get(indexOf(row));
    }

    /** The rows of each of several places, ascending. */
    int[][] rowsByPlace() {
        int[] all = placeOfRow == null ? new int[0] : placeOfRow;
        int[] counts = new int[places.size()];
        for (int place : all) {
            counts[place]++;
        }
        int[][] rows = new int[counts.length][];
        for (int place = 0; place < counts.length; place++) {
            rows[place] = new int[counts[place]];
        }
        for (int row = all.length - 1; row >= 0; row--) {
            rows[all[row]][--counts[all[row]]] = row;
        }
        return rows;
    }

    /** Names from a column, or one for all rows; a text is made only where the name changes. */
    private static final class Names {
        private final @Nullable ValueEncoder values;
        private final Optional<String> otherwise;
        private WireBuffer current = new WireBuffer(64);
        private WireBuffer previous = new WireBuffer(64);
        private final WireBuffer written = new WireBuffer(64);
        private boolean absent = true;

        Names(
                Optional<FieldVector> vector,
                Optional<String> otherwise,
                DictionaryProvider dictionaries) {
            this.values =
                    vector.map(
                                    names ->
                                            new EncoderFactory(RowTarget.of(written), dictionaries)
                                                    .create(
                                                            names,
                                                            Optional.of(ColumnEncoding.NATURAL)))
                            .orElse(null);
            this.otherwise = otherwise;
            if (values != null && values.particleType() != ParticleType.STRING) {
                throw new IllegalArgumentException(
                        "Field "
                                + vector.get().getName()
                                + " is "
                                + TypeNames.of(vector.get().getField())
                                + ", but names of namespaces and sets are texts. Allowed are Utf8,"
                                + " LargeUtf8, Utf8View, and dictionaries of them.");
            }
        }

        /** Whether the row's name is another than that of the row before. */
        boolean moveTo(int row) {
            if (values == null) {
                return false;
            }
            boolean wasAbsent = absent;
            WireBuffer swapped = previous;
            previous = current;
            current = swapped;
            current.clear();
            absent = values.isNull(row);
            if (!absent) {
                written.clear();
                values.writeBin(row);
                current.putBytes(written.array(), 0, written.length());
            }
            return absent != wasAbsent
                    || !Arrays.equals(
                            current.array(),
                            0,
                            current.length(),
                            previous.array(),
                            0,
                            previous.length());
        }

        String name() {
            return absent
                    ? otherwise.orElse("")
                    : Bytes.getUtf8(current.array(), 0, current.length());
        }
    }
}

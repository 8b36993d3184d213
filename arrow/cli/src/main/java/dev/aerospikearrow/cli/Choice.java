package dev.aerospikearrow.cli;

import dev.aerospikearrow.protocol.wire.Nearest;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * The values of an option that has a few: help, completion and messages spell them alike, and they
 * are read in any case, with {@code -} or {@code _} between words.
 *
 * @param <E> what they are
 */
abstract class Choice<E extends Enum<E>> implements ITypeConverter<E>, Iterable<String> {
    private final Map<String, E> values = new LinkedHashMap<>();

    Choice(List<E> values) {
        values.forEach(value -> this.values.put(spelling(value), value));
    }

    /** As the value says itself, if it does; else its name with hyphens. */
    private static String spelling(Enum<?> value) {
        return value.toString().equals(value.name())
                ? value.name().toLowerCase(Locale.ROOT).replace('_', '-')
                : value.toString();
    }

    private static String folded(String text) {
        return text.strip().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    @Override
    public E convert(String text) {
        for (Map.Entry<String, E> value : values.entrySet()) {
            if (folded(value.getKey()).equals(folded(text))) {
                return value.getValue();
            }
        }
        throw new TypeConversionException(
                "\""
                        + text
                        + "\" is none of "
                        + String.join(", ", values.keySet())
                        + "."
                        + Nearest.question(text, values.keySet()));
    }

    /** The spellings, for completion. */
    @Override
    public Iterator<String> iterator() {
        return values.keySet().iterator();
    }
}

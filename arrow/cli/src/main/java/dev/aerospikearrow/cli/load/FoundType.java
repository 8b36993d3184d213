package dev.aerospikearrow.cli.load;

import dev.aerospikearrow.data.MessageValues;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Values of JSON as what they are: nothing is converted, and what is no bin's value is refused. */
final class FoundType implements BinType {
    static final FoundType INSTANCE = new FoundType();

    private FoundType() {}

    @Override
    public Object bin(Object value) {
        if (value instanceof NumberText number) {
            return number(number);
        }
        if (value instanceof String text) {
            return wholeText(text);
        }
        if (value instanceof List<?> list) {
            return list(list);
        }
        if (value instanceof Map<?, ?> map) {
            return map(map);
        }
        return value;
    }

    private static Double number(NumberText number) {
        if (number.isInteger()) {
            throw new MisfitException(
                    JsonText.named("the integer", number)
                            + " has more than 64 bits. Keep it as a text with --type COLUMN=string,"
                            + " or round it with COLUMN=double:rounded.");
        }
        return exactDouble(number);
    }

    static Double exactDouble(NumberText number) {
        double value = Double.parseDouble(number.text());
        if (!number.isExactAs(value)) {
            throw new MisfitException(
                    JsonText.named("the number", number)
                            + " is not exact as a double"
                            + (MessageValues.areHidden() ? "" : ", which has " + value)
                            + ". Keep it as a text with --type COLUMN=decimal:text, or round it with"
                            + " COLUMN=double:rounded.");
        }
        return value;
    }

    /** A text, unless half a surrogate pair makes it one that has no bytes. */
    static String wholeText(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!Character.isSurrogate(c)) {
                continue;
            }
            boolean pair =
                    Character.isHighSurrogate(c)
                            && i + 1 < text.length()
                            && Character.isLowSurrogate(text.charAt(i + 1));
            if (!pair) {
                throw new MisfitException(
                        String.format(
                                java.util.Locale.ROOT,
                                "the text has half a surrogate pair, \\u%04x, at character %d: it"
                                        + " is no Unicode. Correct the file.",
                                (int) c,
                                i + 1));
            }
            i++;
        }
        return text;
    }

    /** Inside of lists and maps integers go further than in a bin. */
    private Object element(Object value) {
        return value instanceof NumberText number && number.isInteger()
                ? number.element()
                : bin(value);
    }

    private List<@Nullable Object> list(List<?> list) {
        List<@Nullable Object> bins = new ArrayList<>(list.size());
        for (int i = 0; i < list.size(); i++) {
            Object element = list.get(i);
            try {
                bins.add(element == null ? null : element(element));
            } catch (MisfitException e) {
                throw e.inside("[" + i + "]");
            }
        }
        return bins;
    }

    private Map<Object, @Nullable Object> map(Map<?, ?> map) {
        Map<Object, @Nullable Object> bins = new LinkedHashMap<>();
        map.forEach(
                (name, value) -> {
                    try {
                        bins.put(wholeText((String) name), value == null ? null : element(value));
                    } catch (MisfitException e) {
                        throw e.inside("." + name);
                    }
                });
        return bins;
    }
}

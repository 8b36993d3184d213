package dev.aerospikearrow.cli.columns;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A reader of the value of {@code --columns}: names with types, separated by commas, such as {@code
 * "delay:Int32, from=origin:Utf8, trips=features.driver.trips:Int64, distance"}.
 */
public final class ColumnList {
    private ColumnList() {}

    /**
     * The columns of a text.
     *
     * @throws IllegalArgumentException if a column has no name
     */
    public static List<ColumnRequest> parse(String text) {
        List<ColumnRequest> columns = new ArrayList<>();
        for (String part : split(text)) {
            columns.add(column(part));
        }
        return columns;
    }

    private static ColumnRequest column(String part) {
        int colon = colonBeforeType(part);
        String named = (colon < 0 ? part : part.substring(0, colon)).strip();
        Optional<String> type =
                colon < 0 ? Optional.empty() : Optional.of(part.substring(colon + 1).strip());
        int equals = named.indexOf('=');
        String name = equals < 0 ? named : named.substring(0, equals).strip();
        Optional<String> source =
                equals < 0 ? Optional.empty() : Optional.of(named.substring(equals + 1).strip());
        if (name.isEmpty()) {
            throw new IllegalArgumentException(
                    "A column without a name in --columns: \""
                            + part.strip()
                            + "\". Write name:Type, name=bin:Type or only the name.");
        }
        return new ColumnRequest(name, source, type, Optional.empty(), Optional.empty());
    }

    /** Structs have colons of their own, after the first angle bracket. */
    private static int colonBeforeType(String part) {
        int bracket = part.indexOf('<');
        String front = bracket < 0 ? part : part.substring(0, bracket);
        return front.lastIndexOf(':');
    }

    /** At the commas that are in no brackets. */
    private static List<String> split(String text) {
        List<String> parts = new ArrayList<>();
        int depth = 0;
        int start = 0;
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            if (character == '<' || character == '(') {
                depth++;
            } else if (character == '>' || character == ')') {
                depth--;
            } else if (character == ',' && depth == 0) {
                parts.add(text.substring(start, i));
                start = i + 1;
            }
        }
        parts.add(text.substring(start));
        return parts;
    }
}

package dev.aerospikearrow.cli.load;

import java.util.List;
import java.util.Optional;

/**
 * The dialect in which a CSV file is written. Quotes inside of quotes are doubled.
 *
 * @param delimiter between fields
 * @param quote around fields that have delimiters, quotes or ends of lines
 * @param missing a text that stands for no value, besides a field of no characters
 * @param header the columns' names, if the file has no line of them
 */
public record CsvDialect(
        char delimiter, char quote, Optional<String> missing, Optional<List<String>> header) {
    /** RFC 4180. */
    public static final CsvDialect STANDARD =
            new CsvDialect(',', '"', Optional.empty(), Optional.empty());
}

package dev.aerospikearrow.protocol.info;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * The abilities of a server by its own account: the answer to {@code features}, words between
 * semicolons (docs/docs/internals/wire.md, section 6.1).
 *
 * @param words in the server's order
 */
public record Features(Set<String> words) {
    /** Batches whose rows may read, write and delete. */
    public static final String BATCH_ANY = "batch-any";

    /** Scans by partition. */
    public static final String PARTITION_SCANS = "pscans";

    public Features {
        words = Collections.unmodifiableSet(new LinkedHashSet<>(words));
    }

    /** Reads an answer; any text is one. */
    public static Features parse(String answer) {
        return new Features(
                new LinkedHashSet<>(
                        Arrays.stream(answer.split(";")).filter(word -> !word.isEmpty()).toList()));
    }

    public boolean has(String word) {
        return words.contains(word);
    }

    /** The answer as a server writes it. */
    public String format() {
        return String.join(";", words);
    }
}

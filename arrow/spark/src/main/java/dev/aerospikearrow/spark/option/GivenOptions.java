package dev.aerospikearrow.spark.option;

import dev.aerospikearrow.protocol.wire.Nearest;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** What is given as options: the known ones out of maps that have others, too. */
final class GivenOptions {
    private static final String PREFIX = "aerospike";
    private static final Pattern FIRST_WORD = Pattern.compile("[-._].*");

    private GivenOptions() {}

    /**
     * Those of a session, whose other options are none of ours.
     *
     * @throws IllegalArgumentException if a name is not known, or an option has two values
     */
    static EnumMap<OptionName, String> ofSession(Map<String, String> options) {
        EnumMap<OptionName, String> values = new EnumMap<>(OptionName.class);
        options.forEach(
                (name, value) -> OptionName.own(name).ifPresent(own -> put(values, own, value)));
        return values;
    }

    /**
     * Those of a call. Others are Spark's, but one that is like ours is a mistake.
     *
     * @throws IllegalArgumentException also for such a name
     */
    static EnumMap<OptionName, String> ofCall(Map<String, String> options) {
        for (String name : options.keySet()) {
            if (OptionName.own(name).isEmpty()) {
                requireForeign(name);
            }
        }
        return ofSession(options);
    }

    private static void requireForeign(String name) {
        Optional<OptionName> bare =
                OptionName.named(PREFIX + '.' + name).filter(known -> !known.isInternal());
        if (bare.isPresent()) {
            throw new IllegalArgumentException(
                    "Option "
                            + name
                            + " would not be read, since those of this data source begin with "
                            + PREFIX
                            + ". Did you mean "
                            + bare.get().key()
                            + "?");
        }
        String word = FIRST_WORD.matcher(name).replaceAll("");
        if (word.length() < name.length() && Nearest.to(word, List.of(PREFIX)).isPresent()) {
            throw unknown(PREFIX + name.substring(word.length()), name);
        }
    }

    private static void put(EnumMap<OptionName, String> values, String name, String value) {
        Optional<OptionName> found = OptionName.named(name);
        if (found.isEmpty()) {
            if (PeerOption.named(name).filter(peer -> peer.isHarmless(value)).isEmpty()) {
                throw unknown(name, name);
            }
            return;
        }
        OptionName known = found.get();
        requireHidden(known, name);
        String taken = known.isSecret() ? value : value.strip();
        String other = values.put(known, taken);
        if (other != null && !other.equals(taken)) {
            throw new IllegalArgumentException(
                    "Option "
                            + known.key()
                            + " is given twice"
                            + (known.isSecret()
                                    ? ""
                                    : ", as \"" + other + "\" and as \"" + value + "\"")
                            + ": "
                            + (known.aliases().isEmpty()
                                    ? "signs between words make no other name"
                                    : known.aliases() + " are other names for it")
                            + ". Keep one.");
        }
    }

    /** Spark does not show values of names that have the word. */
    private static void requireHidden(OptionName known, String name) {
        if (known.isSecret() && !name.toLowerCase(Locale.ROOT).contains("password")) {
            throw new IllegalArgumentException(
                    "Write option "
                            + name
                            + " as "
                            + known.key()
                            + ": by that name Spark hides its value in its user interface and logs.");
        }
    }

    /**
     * @param meant the name, with the beginning that ours have
     */
    private static IllegalArgumentException unknown(String meant, String given) {
        return PeerOption.named(meant)
                .filter(peer -> peer.ours().isEmpty())
                .map(
                        peer ->
                                new IllegalArgumentException(
                                        "Option " + given + " is refused: " + peer.note() + "."))
                .orElseGet(
                        () ->
                                new IllegalArgumentException(
                                        "There is no option "
                                                + given
                                                + "."
                                                + Nearest.question(meant, OptionName.keys())));
    }
}

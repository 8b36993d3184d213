package dev.aerospikearrow.cli;

import dev.aerospikearrow.data.SetName;

/** A set, or a whole namespace, as it is written on the command line: {@code test.flights}. */
public final class SetArgument {
    /** Stands where the command line is not read yet; every command demands a set. */
    static final SetName NONE_YET = SetName.of("none", "");

    private SetArgument() {}

    /**
     * Reads {@code namespace.set} or a namespace; further dots are part of the set's name.
     *
     * @throws IllegalArgumentException if a name is not possible
     */
    static SetName parse(String text) {
        if (text.isEmpty() || text.startsWith(".") || text.indexOf('.') == text.length() - 1) {
            throw new IllegalArgumentException(
                    "\"" + text + "\" is no set. Write namespace.set, as in test.flights.");
        }
        return SetName.parse(text);
    }

    /** What {@link #parse} reads as that set. */
    public static String text(SetName set) {
        return set.isNamespace() ? set.namespace() : set.toString();
    }
}

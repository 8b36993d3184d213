package dev.aerospikearrow.cli;

import dev.aerospikearrow.data.Key;

/**
 * A set, or a whole namespace, as it is written on the command line: {@code test.flights}, {@code
 * test}.
 *
 * @param namespace the namespace
 * @param setName the set; empty for the whole namespace
 */
public record Target(String namespace, String setName) {
    /**
     * Reads {@code namespace.set}; further dots are part of the set's name.
     *
     * @throws IllegalArgumentException if a name is not possible
     */
    public static Target parse(String text) {
        int dot = text.indexOf('.');
        Target target =
                dot < 0
                        ? new Target(text, "")
                        : new Target(text.substring(0, dot), text.substring(dot + 1));
        if (target.namespace.isEmpty() || dot >= 0 && target.setName.isEmpty()) {
            throw new IllegalArgumentException(
                    "\"" + text + "\" is no set. Write namespace.set, as in test.flights.");
        }
        // The key checks the names' lengths.
        Key.of(target.namespace, target.setName, 0);
        return target;
    }

    @Override
    public String toString() {
        return setName.isEmpty() ? namespace : namespace + "." + setName;
    }
}

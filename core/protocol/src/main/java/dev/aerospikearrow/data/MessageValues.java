package dev.aerospikearrow.data;

/**
 * The choice whether messages show what is in records: values of bins, and user keys. Messages
 * reach logs, and from the executors of a cluster its driver; where that is not to be, they tell
 * types and lengths in place of values, and digests in place of user keys. Values are shown unless
 * the system property {@value #PROPERTY} is {@code true}, or somebody hides them. It is for the
 * whole process. Thread-safe.
 */
public final class MessageValues {
    /** The system property that hides values from the start. */
    public static final String PROPERTY = "aerospikearrow.hideValues";

    private static volatile boolean hidden = Boolean.getBoolean(PROPERTY);

    private MessageValues() {}

    /** From now on, messages show no values. */
    public static void hide() {
        hidden = true;
    }

    /** From now on, messages show values. */
    public static void show() {
        hidden = false;
    }

    /**
     * What messages show of a value: the value, or its kind where values are hidden.
     *
     * @param kind as it stands in a sentence: {@code a number}
     */
    public static String shown(Object value, String kind) {
        return hidden ? kind : String.valueOf(value);
    }

    /** Whether messages show no values. */
    public static boolean areHidden() {
        return hidden;
    }
}

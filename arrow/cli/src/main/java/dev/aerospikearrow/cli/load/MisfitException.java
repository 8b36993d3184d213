package dev.aerospikearrow.cli.load;

/** A value that cannot be stored as it stands. The message says what it is and what to do. */
final class MisfitException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    MisfitException(String reason) {
        super(reason);
    }

    String reason() {
        return String.valueOf(getMessage());
    }

    /** The same, of a value inside of another one: {@code [3]}, {@code .name}. */
    MisfitException inside(String place) {
        String reason = reason();
        return new MisfitException(
                reason.startsWith("at ")
                        ? "at " + place + reason.substring(3)
                        : "at " + place + ": " + reason);
    }
}

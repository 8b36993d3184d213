package dev.aerospikearrow.cli;

import java.util.Optional;

/**
 * Closes what is there, if it is there.
 *
 * @param content to be closed, or empty
 * @param <T> what it is
 */
record Closing<T extends AutoCloseable>(Optional<T> content) implements AutoCloseable {
    static <T extends AutoCloseable> Closing<T> of(Optional<T> content) {
        return new Closing<>(content);
    }

    @Override
    public void close() {
        content.ifPresent(Closing::closeQuietly);
    }

    private static void closeQuietly(AutoCloseable closeable) {
        try {
            closeable.close();
        } catch (Exception e) {
            // It was only read.
            return;
        }
    }
}

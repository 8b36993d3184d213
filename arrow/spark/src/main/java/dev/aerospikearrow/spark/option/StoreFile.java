package dev.aerospikearrow.spark.option;

import dev.aerospikearrow.client.Credentials;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A key store in a file, as values that can be compared.
 *
 * @param option that names it, for messages
 * @param type empty to find out
 * @param password empty if it has none, or it is in a file
 */
record StoreFile(
        OptionName option,
        Path file,
        Optional<String> type,
        Optional<String> password,
        Optional<Path> passwordFile) {

    /** What the options say; empty if no store is named. */
    static Optional<StoreFile> of(
            ConnectorOptions options,
            OptionName store,
            OptionName type,
            OptionName password,
            OptionName passwordFile) {
        Optional<Path> file = options.file(store);
        for (OptionName dependent : new OptionName[] {type, password, passwordFile}) {
            ConnectorOptions.require(
                    file.isPresent() || options.value(dependent).isEmpty(),
                    dependent.key() + " needs " + store.key() + ", but it is missing");
        }
        requireOne(options, password, passwordFile);
        return file.map(
                path ->
                        new StoreFile(
                                store,
                                path,
                                options.value(type),
                                options.value(password),
                                options.file(passwordFile)));
    }

    static void requireOne(ConnectorOptions options, OptionName password, OptionName file) {
        ConnectorOptions.require(
                options.value(password).isEmpty() || options.value(file).isEmpty(),
                password.key() + " and " + file.key() + " are the same. Keep one");
    }

    /** A password of the options, or in a file of theirs; null for none. */
    static char @Nullable [] secret(Optional<String> password, Optional<Path> file) {
        return file.map(SentFile::located)
                .map(path -> Credentials.passwordIn(path).get())
                .or(() -> password.map(String::toCharArray))
                .orElse(null);
    }

    /**
     * Reads the store.
     *
     * @throws IllegalArgumentException if that is not possible; says which option, file, and why
     */
    KeyStore load() {
        Path place = SentFile.located(file);
        char @Nullable [] secret = secret(password, passwordFile);
        try {
            if (type.isEmpty()) {
                return KeyStore.getInstance(place.toFile(), secret);
            }
            KeyStore store = KeyStore.getInstance(type.get());
            try (InputStream in = Files.newInputStream(place)) {
                store.load(in, secret);
            }
            return store;
        } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "The store "
                            + place
                            + " of "
                            + option.key()
                            + " cannot be read: "
                            + e.getClass().getSimpleName()
                            + ": "
                            + e.getMessage()
                            + (secret == null ? " (No password is given.)" : ""),
                    e);
        } finally {
            if (secret != null) {
                Arrays.fill(secret, '\0');
            }
        }
    }

    /** Without the password. */
    @Override
    public String toString() {
        return option.key() + "=" + file;
    }
}

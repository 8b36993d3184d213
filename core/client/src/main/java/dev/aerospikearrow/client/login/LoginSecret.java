package dev.aerospikearrow.client.login;

import dev.aerospikearrow.client.Credentials;
import dev.aerospikearrow.protocol.security.PasswordHash;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The password of a client's user, and its hash, which takes long to make and is kept for as long
 * as the password is the same. Thread-safe.
 */
public final class LoginSecret {
    private final Credentials credentials;
    private char @Nullable [] password;
    private byte[] hash = new byte[0];

    /** What was given last, whatever is valid. */
    private char @Nullable [] given;

    /** The password that this client has set, and the one that was given meanwhile. */
    private @Nullable Change change;

    private record Change(char[] before, char[] after) {}

    /** What is shown to a node. Neither is to be changed. */
    record Shown(char[] password, byte[] hash) {}

    public LoginSecret(Credentials credentials) {
        this.credentials = credentials;
    }

    /** Who logs in, and how. */
    public Credentials credentials() {
        return credentials;
    }

    /**
     * The password that is valid now.
     *
     * @throws LoginRefusedException if it cannot be had
     */
    synchronized Shown current() {
        char[] asked = ask();
        Change made = change;
        if (made != null && !Arrays.equals(asked, made.before())) {
            // Whoever gives the password knows of another one by now.
            change = null;
            made = null;
        }
        char[] valid = made == null ? asked : made.after();
        char[] hashed = password;
        if (hashed == null || !Arrays.equals(hashed, valid)) {
            try {
                hash = PasswordHash.of(valid);
            } catch (IllegalArgumentException e) {
                throw new LoginRefusedException(
                        "cannot be logged in to: " + e.getMessage(), 0, null);
            }
            password = valid;
            hashed = valid;
        }
        return new Shown(hashed, hash);
    }

    private char[] ask() {
        try {
            char[] asked = credentials.password().get().clone();
            given = asked;
            return asked;
        } catch (RuntimeException e) {
            throw new LoginRefusedException(
                    "cannot be logged in to, because there is no password: " + e.getMessage(),
                    0,
                    e);
        }
    }

    /** The hash of the password that is valid now. */
    public byte[] currentHash() {
        return current().hash();
    }

    /** The user's password has been changed by this client. */
    public synchronized void changedTo(char[] newPassword) {
        char[] before = given;
        change = new Change(before == null ? ask() : before, newPassword.clone());
    }
}

package dev.aerospikearrow.client;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Who logs in to a cluster with security, and by what. Immutable.
 *
 * <p>A password is asked for whenever there is a login to a node: when the client connects, when a
 * node joins, when a session ends or a node has forgotten it. So a password that changes in a file
 * or in a vault is used from the next login on. No password is in any message, log or {@code
 * toString}.
 *
 * <pre>{@code
 * ClientConfig.builder("10.0.0.7:db.example:4333")
 *         .tls(tls)
 *         .credentials(Credentials.internal("ann", Credentials.passwordIn(Path.of("ann.password"))))
 *         .build();
 * }</pre>
 */
public final class Credentials {
    /** Who checks a login, and what is shown to it. */
    public enum Method {
        /** The cluster, by the hash of the password. */
        INTERNAL,
        /** An LDAP server, by the password itself, which travels over TLS only. */
        EXTERNAL,
        /** The same, and the password may travel as it is. For trying things out. */
        EXTERNAL_INSECURE,
        /** The cluster, by the certificate that {@link TlsSettings} shows. */
        PKI
    }

    /** What becomes of nodes without security. */
    public enum WithoutSecurity {
        /** They are refused. */
        REFUSE,
        /**
         * They are used without a login, with a warning in the log: for a cluster whose nodes get
         * security one after the other.
         */
        USE
    }

    private final Method method;
    private final String user;
    private final Supplier<char[]> password;
    private final WithoutSecurity withoutSecurity;

    private Credentials(
            Method method,
            String user,
            Supplier<char[]> password,
            WithoutSecurity withoutSecurity) {
        this.method = method;
        this.user = user;
        this.password = password;
        this.withoutSecurity = withoutSecurity;
    }

    /**
     * A user of the cluster itself.
     *
     * @param password is copied
     */
    public static Credentials internal(String user, char[] password) {
        return internal(user, constant(password));
    }

    /**
     * A user of the cluster itself.
     *
     * @param password is asked at each login, in the thread that needs a connection, so it should
     *     answer soon; its arrays stay its own
     */
    public static Credentials internal(String user, Supplier<char[]> password) {
        return of(Method.INTERNAL, user, password);
    }

    /**
     * A user whom an LDAP server knows. Needs {@link ClientConfig#tls()}.
     *
     * @param password see {@link #internal(String, Supplier)}
     */
    public static Credentials external(String user, Supplier<char[]> password) {
        return of(Method.EXTERNAL, user, password);
    }

    /** Whoever the client's certificate is for. Needs {@link ClientConfig#tls()} with one. */
    public static Credentials pki() {
        return new Credentials(Method.PKI, "", () -> new char[0], WithoutSecurity.REFUSE);
    }

    /**
     * A user that logs in by a method with a password.
     *
     * @param password see {@link #internal(String, Supplier)}
     * @throws IllegalArgumentException if the user's name is empty, or the method needs none
     */
    public static Credentials of(Method method, String user, Supplier<char[]> password) {
        if (method == Method.PKI) {
            throw new IllegalArgumentException(
                    "Who logs in by a certificate has its name there, but user \""
                            + user
                            + "\" is set, too. Use Credentials.pki().");
        }
        if (user.isEmpty()) {
            throw new IllegalArgumentException("A user has a name, but it is empty.");
        }
        Objects.requireNonNull(password, "password");
        return new Credentials(method, user, password, WithoutSecurity.REFUSE);
    }

    private static Supplier<char[]> constant(char[] password) {
        char[] copy = password.clone();
        return () -> copy;
    }

    /**
     * The password that is the first line of a file, in UTF-8. The file is read at each login; when
     * that is not possible, the login fails with the reason.
     */
    public static Supplier<char[]> passwordIn(Path file) {
        return () -> firstLine(file);
    }

    private static char[] firstLine(Path file) {
        byte[] bytes = new byte[0];
        try {
            bytes = Files.readAllBytes(file);
            CharBuffer text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            int end = 0;
            while (end < text.length() && text.get(end) != '\n' && text.get(end) != '\r') {
                end++;
            }
            char[] line = new char[end];
            text.get(line);
            Arrays.fill(text.array(), '\0');
            return line;
        } catch (CharacterCodingException e) {
            throw new UncheckedIOException("File " + file + " is not UTF-8.", e);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "File " + file + " with the password cannot be read: " + e, e);
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
    }

    /** The same, with another choice about nodes without security. */
    public Credentials withoutSecurity(WithoutSecurity choice) {
        return new Credentials(method, user, password, choice);
    }

    /** Who checks the login. */
    public Method method() {
        return method;
    }

    /** The user's name; empty if the client's certificate has it. */
    public Optional<String> user() {
        return user.isEmpty() ? Optional.empty() : Optional.of(user);
    }

    /** What becomes of nodes without security. Default: {@link WithoutSecurity#REFUSE}. */
    public WithoutSecurity withoutSecurity() {
        return withoutSecurity;
    }

    /** What is asked for the password at each login. Its arrays are its own. */
    public Supplier<char[]> password() {
        return password;
    }

    /** Refuses what cannot work with, or without, these settings of TLS. */
    void check(Optional<TlsSettings> tls) {
        if (method == Method.EXTERNAL && tls.isEmpty()) {
            throw new IllegalArgumentException(
                    "An external login sends the password itself, but TLS is not set. Set tls, or"
                            + " use Method.EXTERNAL_INSECURE to send it over connections that"
                            + " anybody can read.");
        }
        boolean hasIdentity =
                tls.filter(
                                settings ->
                                        settings.clientIdentity().isPresent()
                                                || settings.sslContext().isPresent())
                        .isPresent();
        if (method == Method.PKI && !hasIdentity) {
            throw new IllegalArgumentException(
                    "A login by certificate needs tls with TlsSettings.clientCertificate, or an"
                            + " SSLContext that has one.");
        }
    }

    /** User and method, without the password. */
    @Override
    public String toString() {
        return "Credentials[method=" + method + ", user=" + user + "]";
    }
}

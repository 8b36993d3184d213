package dev.aerospikearrow.spark.option;

import dev.aerospikearrow.client.Credentials;
import dev.aerospikearrow.client.Credentials.Method;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Who logs in, and by what, as values that can be compared.
 *
 * @param user empty for whom the certificate is for
 * @param password empty if it is in a file
 */
public record Login(
        Method method,
        Optional<String> user,
        Optional<String> password,
        Optional<Path> passwordFile) {

    /** What the options say; empty for clusters without security. */
    static Optional<Login> of(ConnectorOptions options) {
        Optional<Method> chosen = options.choice(OptionName.AUTH_MODE, Method.class);
        Optional<String> user = options.value(OptionName.USER);
        Optional<String> password = options.value(OptionName.PASSWORD);
        Optional<Path> file = options.file(OptionName.PASSWORD_FILE);
        boolean hasSecret = password.isPresent() || file.isPresent();
        if (chosen.equals(Optional.of(Method.PKI))) {
            ConnectorOptions.require(
                    user.isEmpty() && !hasSecret,
                    OptionName.AUTH_MODE.key()
                            + " pki takes the user from the certificate. Leave "
                            + OptionName.USER.key()
                            + " and the password out");
            return Optional.of(new Login(Method.PKI, user, password, file));
        }
        if (user.isEmpty()) {
            ConnectorOptions.require(
                    !hasSecret,
                    "A password needs " + OptionName.USER.key() + ", but it is missing");
            return Optional.empty();
        }
        ConnectorOptions.require(
                password.isPresent() != file.isPresent(),
                OptionName.USER.key()
                        + " needs either "
                        + OptionName.PASSWORD.key()
                        + " or "
                        + OptionName.PASSWORD_FILE.key());
        Login login = new Login(chosen.orElse(Method.INTERNAL), user, password, file);
        ConnectorOptions.require(
                login.method() != Method.EXTERNAL || options.tls().isPresent(),
                OptionName.AUTH_MODE.key()
                        + " external sends the password itself, but TLS is not set. Set "
                        + OptionName.TLS_ENABLE.key());
        return Optional.of(login);
    }

    /** The same for a client. */
    public Credentials credentials() {
        if (method == Method.PKI) {
            return Credentials.pki();
        }
        Supplier<char[]> secret =
                passwordFile
                        .map(SentFile::located)
                        .map(Credentials::passwordIn)
                        .orElse(() -> password.orElse("").toCharArray());
        return Credentials.of(method, user.orElse(""), secret);
    }

    /** Without the password. */
    @Override
    public String toString() {
        return "Login[method=" + method + ", user=" + user.orElse("") + "]";
    }
}

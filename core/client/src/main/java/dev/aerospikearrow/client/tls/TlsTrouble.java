package dev.aerospikearrow.client.tls;

import java.io.EOFException;
import java.io.IOException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;

/** The reasons why a connection cannot be secured, for people. */
public final class TlsTrouble {
    private static final Pattern ALERT = Pattern.compile("Received fatal alert: (\\w+)");

    /** How the JDK begins when it has compared names. */
    private static final Pattern NAME_TROUBLE =
            Pattern.compile("No (name|subject alternative)|Illegal given domain name");

    private static final String WANTS_IDENTITY =
            "it wants a client certificate (TlsSettings.clientCertificate)";

    private static final String REFUSES_IDENTITY =
            "it does not accept this client's certificate, or wants one"
                    + " (TlsSettings.clientCertificate)";

    /** What the other side means, by its alert. */
    private static final Map<String, String> ALERTS =
            Map.of(
                    "certificate_required",
                    WANTS_IDENTITY,
                    "bad_certificate",
                    REFUSES_IDENTITY,
                    "unsupported_certificate",
                    REFUSES_IDENTITY,
                    "certificate_unknown",
                    REFUSES_IDENTITY,
                    "certificate_expired",
                    "this client's certificate has expired",
                    "certificate_revoked",
                    "this client's certificate was revoked",
                    "unknown_ca",
                    "it does not know the authority of this client's certificate",
                    "protocol_version",
                    "it speaks none of the protocols of TlsSettings.protocols",
                    "handshake_failure",
                    "there is no cipher that both allow, or " + WANTS_IDENTITY,
                    "unrecognized_name",
                    "it does not have the TLS name of the seed");

    private static final String OTHER_PORT =
            "Is its port one for TLS? A node listens for TLS on a port of its own, often 4333."
                    + " If it wants a client certificate, set TlsSettings.clientCertificate";

    private TlsTrouble() {}

    /**
     * The rest of a sentence that starts with the other side: what it did during the handshake.
     *
     * @param name what its certificate has to be for
     */
    public static String describeHandshake(IOException failure, String name) {
        if (failure instanceof SSLException) {
            return describe(failure, name);
        }
        String reason = failure instanceof EOFException ? "" : " (" + textOf(failure) + ")";
        return "closed the connection during the TLS handshake" + reason + ". " + OTHER_PORT;
    }

    /**
     * The rest of a sentence that starts with the other side: what it did.
     *
     * @param name what its certificate has to be for
     */
    public static String describe(IOException failure, String name) {
        if (!(failure instanceof SSLException)) {
            return "broke the connection: " + textOf(failure);
        }
        Matcher alert = ALERT.matcher(textOf(failure));
        if (alert.find()) {
            String meaning = ALERTS.get(alert.group(1));
            return "ended the TLS connection with the alert "
                    + alert.group(1)
                    + (meaning == null ? "" : ": " + meaning);
        }
        if (textOf(failure).startsWith("Unsupported or unrecognized SSL message")) {
            return "answers with something else than TLS. " + OTHER_PORT;
        }
        return certificateTrouble(failure, name)
                .orElseGet(() -> "cannot be talked to by TLS: " + textOf(failure));
    }

    private static Optional<String> certificateTrouble(Throwable failure, String name) {
        String found = null;
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof CertificateExpiredException) {
                found =
                        "shows a certificate that has expired ("
                                + textOf(cause)
                                + "). It has to be renewed, unless the clock of this machine is"
                                + " wrong";
            } else if (cause instanceof CertificateNotYetValidException) {
                found =
                        "shows a certificate that is not valid yet ("
                                + textOf(cause)
                                + "). Is the clock of this machine right?";
            } else if (cause instanceof CertPathBuilderException
                    || textOf(cause).contains("the trustAnchors parameter must be non-empty")) {
                found =
                        "shows a certificate that no trusted authority has issued ("
                                + textOf(cause)
                                + "). Name the authority in TlsSettings.trustCertificates";
            } else if (cause instanceof CertPathValidatorException && found == null) {
                found = "shows a certificate that is not accepted: " + textOf(cause);
            } else if (cause instanceof CertificateException
                    && cause.getCause() == null
                    && found == null) {
                found =
                        NAME_TROUBLE.matcher(textOf(cause)).lookingAt()
                                ? "shows a certificate that is not for the TLS name "
                                        + name
                                        + " ("
                                        + textOf(cause)
                                        + "). Write a seed as host:tlsname:port, with the name in"
                                        + " the certificate"
                                : "shows a certificate that is not accepted: " + textOf(cause);
            }
        }
        return Optional.ofNullable(found);
    }

    private static String textOf(Throwable failure) {
        return failure.getMessage() == null ? failure.toString() : failure.getMessage();
    }
}

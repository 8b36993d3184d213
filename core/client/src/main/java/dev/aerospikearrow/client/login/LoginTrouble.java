package dev.aerospikearrow.client.login;

import dev.aerospikearrow.client.Credentials;
import dev.aerospikearrow.client.Credentials.Method;
import dev.aerospikearrow.data.ResultCode;

/** The reasons why a node lets nobody in, for people. */
final class LoginTrouble {
    private LoginTrouble() {}

    /** The rest of a sentence that starts with the node. */
    static String describe(int resultCode, Credentials credentials) {
        ResultCode row = ResultCode.of(resultCode).orElse(ResultCode.OK);
        String advice = advice(row, credentials);
        if (row == ResultCode.SECURITY_NOT_SUPPORTED || row == ResultCode.SECURITY_NOT_ENABLED) {
            return "has no security, so nobody can log in ("
                    + ResultCode.describe(resultCode)
                    + ")"
                    + advice;
        }
        return "refuses the login "
                + credentials
                        .user()
                        .map(name -> "of user \"" + name + "\"")
                        .orElse("by certificate")
                + ": "
                + ResultCode.describe(resultCode)
                + advice;
    }

    private static String advice(ResultCode row, Credentials credentials) {
        boolean byCertificate = credentials.method() == Method.PKI;
        return switch (row) {
            case SECURITY_NOT_SUPPORTED, SECURITY_NOT_ENABLED ->
                    ". Leave ClientConfig.credentials out, switch security on in the node's"
                            + " configuration, or use such nodes without it"
                            + " (Credentials.withoutSecurity)";
            case INVALID_USER ->
                    byCertificate
                            ? ". Create a user with the name that is the certificate's CN"
                            : ". Check the name, and whether the user has been created";
            case INVALID_PASSWORD, INVALID_CREDENTIAL ->
                    ". Check the password; users of an LDAP server log in by"
                            + " Credentials.external";
            case EXPIRED_PASSWORD -> ". An administrator has to set a new one";
            case LDAP_AUTHENTICATION, LDAP_QUERY, LDAP_NOT_CONFIGURED ->
                    ". Check the password, and whether the LDAP server knows the user";
            case NOT_WHITELISTED ->
                    ". The whitelists of the user's roles do not have the address of this machine";
            default -> "";
        };
    }
}

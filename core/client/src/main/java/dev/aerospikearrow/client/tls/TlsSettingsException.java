package dev.aerospikearrow.client.tls;

import org.jspecify.annotations.Nullable;

/** Keys, certificates, protocols or ciphers that cannot be used. */
final class TlsSettingsException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    TlsSettingsException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}

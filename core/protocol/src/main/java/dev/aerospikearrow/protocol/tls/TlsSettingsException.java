package dev.aerospikearrow.protocol.tls;

import org.jspecify.annotations.Nullable;

/** Keys, certificates, protocols or ciphers that cannot be used. */
public final class TlsSettingsException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    /**
     * @param message what cannot be used, and why
     * @param cause what was behind it, if anything
     */
    public TlsSettingsException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}

/**
 * TLS between bytes and bytes, whatever channel carries them, and the files that it needs.
 * Internal.
 */
@NullMarked
package dev.aerospikearrow.protocol.tls;

import org.jspecify.annotations.NullMarked;

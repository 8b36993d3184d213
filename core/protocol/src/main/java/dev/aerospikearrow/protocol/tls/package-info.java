/** TLS between bytes and bytes: whatever channel carries them. Internal. */
@NullMarked
package dev.aerospikearrow.protocol.tls;

import org.jspecify.annotations.NullMarked;

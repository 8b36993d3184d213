/** Connections, and the loops that drive them. */
@NullMarked
package dev.aerospikearrow.client.transport;

import org.jspecify.annotations.NullMarked;

/** Sockets and the threads that serve them. */
@NullMarked
package dev.aerospikearrow.server.network;

import org.jspecify.annotations.NullMarked;

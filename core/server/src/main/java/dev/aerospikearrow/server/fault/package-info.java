/** Faults that a node of the embedded cluster shows on demand, for tests of clients. */
@NullMarked
package dev.aerospikearrow.server.fault;

import org.jspecify.annotations.NullMarked;

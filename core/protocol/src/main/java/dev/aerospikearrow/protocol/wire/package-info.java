/** Layouts and code tables: where each byte of a frame lies and what its numbers mean. */
@NullMarked
package dev.aerospikearrow.protocol.wire;

import org.jspecify.annotations.NullMarked;

/** HyperLogLogs: sketches of sets (docs/docs/internals/wire.md, section 11.2). */
@NullMarked
package dev.aerospikearrow.server.hll;

import org.jspecify.annotations.NullMarked;

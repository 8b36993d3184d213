/** What can be done to the bits of blobs (docs/docs/internals/wire.md, section 11.1). */
@NullMarked
package dev.aerospikearrow.server.bits;

import org.jspecify.annotations.NullMarked;

/** Bin values as the wire carries them. */
@NullMarked
package dev.aerospikearrow.protocol.particle;

import org.jspecify.annotations.NullMarked;

/**
 * The digests by which the server knows records, and their partitions.
 *
 * <p>A record is found by its digest: RIPEMD-160 over the name of its set, one byte for the type of
 * the user key, and the user key itself. The namespace is not part of it
 * (docs/docs/internals/wire.md, section 4). The first two bytes of the digest name the partition,
 * and the partition names the node.
 */
@NullMarked
package dev.aerospikearrow.protocol.key;

import org.jspecify.annotations.NullMarked;

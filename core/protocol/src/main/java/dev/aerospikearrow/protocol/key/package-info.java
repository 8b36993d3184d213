/**
 * Keys of records, and the digests by which the server knows them.
 *
 * <p>A record is found by its digest: RIPEMD-160 over the name of its set, one byte for the type of
 * the user key, and the user key itself. The namespace is not part of it
 * (docs/docs/internals/wire.md, section 4). The first two bytes of the digest name the partition,
 * and the partition names the node.
 *
 * <p>{@link dev.aerospikearrow.data.Key} is one key as a value. {@link
 * dev.aerospikearrow.protocol.key.Digester} turns a whole column of user keys into a {@link
 * dev.aerospikearrow.data.DigestArray}, many keys side by side, which costs a small fraction of
 * making the same digests one by one.
 */
@NullMarked
package dev.aerospikearrow.protocol.key;

import org.jspecify.annotations.NullMarked;

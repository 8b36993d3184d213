/**
 * Many records in one request: the digests of their keys, and the rows.
 *
 * <p>{@link dev.aerospikearrow.protocol.batch.Digester} turns a whole column of user keys into a
 * {@link dev.aerospikearrow.data.DigestArray}, many keys side by side, which costs a small fraction
 * of making the same digests one by one.
 */
@NullMarked
package dev.aerospikearrow.protocol.batch;

import org.jspecify.annotations.NullMarked;

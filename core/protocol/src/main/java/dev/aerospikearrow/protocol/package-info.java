/**
 * The Aerospike client protocol as bytes: no sockets, no threads, no dependencies.
 *
 * <p>The rooms, in the order in which a request passes through them: {@code key} (keys, digests,
 * partitions), {@code operation} (what is done to a record), {@code message} and {@code batch} and
 * {@code query} (requests to bytes, and the one decoder of replies), {@code particle} and {@code
 * msgpack} (values), {@code expression} (filters), {@code info} (the text protocol of topology).
 * {@code wire} holds the layouts and the tables of codes.
 */
@NullMarked
package dev.aerospikearrow.protocol;

import org.jspecify.annotations.NullMarked;

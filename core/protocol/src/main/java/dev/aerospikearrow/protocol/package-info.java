/**
 * The Aerospike client protocol as bytes: no sockets, no threads, no dependencies.
 *
 * <p>The words of users are packages of their own: {@link dev.aerospikearrow.data}, {@link
 * dev.aerospikearrow.operation} and {@link dev.aerospikearrow.expression}. The rooms below this one
 * are plumbing, in the order in which a request passes through them: {@code key} (digests and
 * partitions), {@code message}, {@code batch} and {@code query} (requests to bytes, and the one
 * decoder of replies), {@code particle} and {@code msgpack} (values), {@code info} (the text
 * protocol of topology). {@code wire} holds the layouts and the tables of codes.
 */
@NullMarked
package dev.aerospikearrow.protocol;

import org.jspecify.annotations.NullMarked;

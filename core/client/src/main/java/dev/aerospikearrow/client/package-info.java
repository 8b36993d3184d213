/**
 * The client for records as maps: {@link dev.aerospikearrow.client.AerospikeClient} and its
 * asynchronous view, policies, results and errors. Everything here is thread-safe or immutable
 * unless it says otherwise.
 */
@NullMarked
package dev.aerospikearrow.client;

import org.jspecify.annotations.NullMarked;

/** What benchmarks need of the client's inside. */
@NullMarked
package dev.aerospikearrow.client;

import org.jspecify.annotations.NullMarked;

/** What benchmarks need of the digests' inside. */
@NullMarked
package dev.aerospikearrow.protocol.key;

import org.jspecify.annotations.NullMarked;

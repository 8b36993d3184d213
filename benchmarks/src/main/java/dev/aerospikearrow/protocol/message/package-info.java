/** What benchmarks need of the decoder's inside. */
@NullMarked
package dev.aerospikearrow.protocol.message;

import org.jspecify.annotations.NullMarked;

/** Scans and queries over partitions. */
@NullMarked
package dev.aerospikearrow.protocol.query;

import org.jspecify.annotations.NullMarked;

/** Scans and queries: what is asked for, the run over partitions, the rows. */
@NullMarked
package dev.aerospikearrow.server.query;

import org.jspecify.annotations.NullMarked;

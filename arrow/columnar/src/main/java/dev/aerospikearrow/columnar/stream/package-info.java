/**
 * Record batches one after the other, in bounded memory: scans, queries, and reads of any number of
 * keys, each an Arrow {@link org.apache.arrow.vector.ipc.ArrowReader}. {@link
 * dev.aerospikearrow.columnar.ColumnarClient} opens them.
 */
@NullMarked
package dev.aerospikearrow.columnar.stream;

import org.jspecify.annotations.NullMarked;

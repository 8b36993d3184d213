/**
 * Keys into requests, and replies into columns: what a read is made of. No public API; see {@code
 * dev.aerospikearrow.columnar}.
 */
@NullMarked
package dev.aerospikearrow.columnar.read;

import org.jspecify.annotations.NullMarked;

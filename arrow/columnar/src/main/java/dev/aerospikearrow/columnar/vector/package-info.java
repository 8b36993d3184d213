/**
 * Values from the wire into Arrow buffers: one builder per Arrow type, chosen once per column. No
 * public API; see {@code dev.aerospikearrow.columnar}.
 */
@NullMarked
package dev.aerospikearrow.columnar.vector;

import org.jspecify.annotations.NullMarked;

/**
 * Proposes a schema for a set whose bins nobody has written down: samples records, counts what is
 * there, and says why it proposes what it does.
 */
@NullMarked
package dev.aerospikearrow.columnar.infer;

import org.jspecify.annotations.NullMarked;

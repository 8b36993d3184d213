/**
 * Knows which namespaces, sets, bins and keys there are, and what is most like one that there is
 * not: so that a slip of the pen fails and is not read as empty.
 */
@NullMarked
package dev.aerospikearrow.columnar.content;

import org.jspecify.annotations.NullMarked;

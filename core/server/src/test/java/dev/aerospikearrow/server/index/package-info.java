/** Secondary indexes. */
@NullMarked
package dev.aerospikearrow.server.index;

import org.jspecify.annotations.NullMarked;

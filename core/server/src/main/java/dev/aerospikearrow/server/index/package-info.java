/** Secondary indexes, kept up to date with the records of a namespace. */
@NullMarked
package dev.aerospikearrow.server.index;

import org.jspecify.annotations.NullMarked;

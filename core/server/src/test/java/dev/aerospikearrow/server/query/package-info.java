/** Scans and queries. */
@NullMarked
package dev.aerospikearrow.server.query;

import org.jspecify.annotations.NullMarked;

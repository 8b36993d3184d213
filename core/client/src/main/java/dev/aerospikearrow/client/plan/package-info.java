/** Rows of a batch to requests of nodes, as pure functions. */
@NullMarked
package dev.aerospikearrow.client.plan;

import org.jspecify.annotations.NullMarked;

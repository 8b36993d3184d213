/** The text protocol: what a node says about itself and its cluster, and administration. */
@NullMarked
package dev.aerospikearrow.server.info;

import org.jspecify.annotations.NullMarked;

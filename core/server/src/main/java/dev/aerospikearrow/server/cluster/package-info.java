/** Which nodes there are and which partitions each of them serves. */
@NullMarked
package dev.aerospikearrow.server.cluster;

import org.jspecify.annotations.NullMarked;

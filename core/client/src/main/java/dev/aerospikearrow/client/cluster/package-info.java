/** Which nodes there are and which of them owns a partition. */
@NullMarked
package dev.aerospikearrow.client.cluster;

import org.jspecify.annotations.NullMarked;

/** Records in memory: immutable snapshots in tables per partition. */
@NullMarked
package dev.aerospikearrow.server.store;

import org.jspecify.annotations.NullMarked;

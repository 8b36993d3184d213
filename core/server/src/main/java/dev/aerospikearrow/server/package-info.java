/** An embedded Aerospike-compatible server and cluster, in process or as a process. */
@NullMarked
package dev.aerospikearrow.server;

import org.jspecify.annotations.NullMarked;

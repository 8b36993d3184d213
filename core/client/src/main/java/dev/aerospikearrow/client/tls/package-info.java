/** What secures connections: keys, certificates, and what goes wrong with them. Internal. */
@NullMarked
package dev.aerospikearrow.client.tls;

import org.jspecify.annotations.NullMarked;

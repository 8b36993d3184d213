/** Many records in one request. */
@NullMarked
package dev.aerospikearrow.protocol.batch;

import org.jspecify.annotations.NullMarked;

/** Requests for one record, and the one decoder through which every reply passes. */
@NullMarked
package dev.aerospikearrow.protocol.message;

import org.jspecify.annotations.NullMarked;

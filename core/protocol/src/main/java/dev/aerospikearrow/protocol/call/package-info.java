/**
 * Calls of what is inside of bins (lists, maps, bits, HyperLogLogs), declared once for operations
 * and expressions. The classes of {@link dev.aerospikearrow.operation} and {@link
 * dev.aerospikearrow.expression} inherit them with types of their own.
 */
@NullMarked
package dev.aerospikearrow.protocol.call;

import org.jspecify.annotations.NullMarked;

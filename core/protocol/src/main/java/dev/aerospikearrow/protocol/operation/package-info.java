/** What a command does to one record, independent of the frame that carries it. */
@NullMarked
package dev.aerospikearrow.protocol.operation;

import org.jspecify.annotations.NullMarked;

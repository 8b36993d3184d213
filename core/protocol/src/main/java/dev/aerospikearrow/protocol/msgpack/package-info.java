/** The dialect of MessagePack inside lists, maps and expressions. */
@NullMarked
package dev.aerospikearrow.protocol.msgpack;

import org.jspecify.annotations.NullMarked;

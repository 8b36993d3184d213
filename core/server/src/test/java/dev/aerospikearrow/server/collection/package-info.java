/** Lists and maps against what a real server did. */
@NullMarked
package dev.aerospikearrow.server.collection;

import org.jspecify.annotations.NullMarked;

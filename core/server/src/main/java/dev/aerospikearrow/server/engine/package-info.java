/**
 * What requests and their parts look like to the code that carries them out, and the interfaces
 * between commands, expressions, collection operations, queries and indexes.
 */
@NullMarked
package dev.aerospikearrow.server.engine;

import org.jspecify.annotations.NullMarked;

/**
 * Operations on lists and maps as functions of bytes: payload and old value in, result and new
 * value out.
 */
@NullMarked
package dev.aerospikearrow.server.collection;

import org.jspecify.annotations.NullMarked;

/** Filter expressions and expression operations: compiled once, evaluated against records. */
@NullMarked
package dev.aerospikearrow.server.expression;

import org.jspecify.annotations.NullMarked;

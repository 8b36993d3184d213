/**
 * Expressions that the server computes for a record: filters of commands, batches, scans and
 * queries, and values of operations (docs/docs/internals/wire.md, section 10).
 */
@NullMarked
package dev.aerospikearrow.expression;

import org.jspecify.annotations.NullMarked;

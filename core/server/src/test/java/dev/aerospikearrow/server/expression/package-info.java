/** Expressions against what a real server made of them. */
@NullMarked
package dev.aerospikearrow.server.expression;

import org.jspecify.annotations.NullMarked;

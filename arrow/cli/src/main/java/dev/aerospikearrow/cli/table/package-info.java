/** Rows as tables for people, and the program that shows what is too large for a terminal. */
@NullMarked
package dev.aerospikearrow.cli.table;

import org.jspecify.annotations.NullMarked;

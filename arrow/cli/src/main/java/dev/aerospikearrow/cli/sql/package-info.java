/** SQL over sets: statements told apart, the sets they name declared as tables, their results. */
@NullMarked
package dev.aerospikearrow.cli.sql;

import org.jspecify.annotations.NullMarked;

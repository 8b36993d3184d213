/** Which columns are read: written by hand, kept in a file, or found out from a sample. */
@NullMarked
package dev.aerospikearrow.cli.columns;

import org.jspecify.annotations.NullMarked;

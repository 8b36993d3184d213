/** The formats of files, and how a file gets its name only when it is complete. */
@NullMarked
package dev.aerospikearrow.cli.file;

import org.jspecify.annotations.NullMarked;

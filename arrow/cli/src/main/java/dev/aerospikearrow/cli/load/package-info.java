/** Files on their way into a set: rows of texts with what their values mean, and columns. */
@NullMarked
package dev.aerospikearrow.cli.load;

import org.jspecify.annotations.NullMarked;

/** From a cluster into a file, in one go or with interruptions. */
@NullMarked
package dev.aerospikearrow.cli.export;

import org.jspecify.annotations.NullMarked;

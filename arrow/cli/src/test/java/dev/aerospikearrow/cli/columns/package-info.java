@NullMarked
package dev.aerospikearrow.cli.columns;

import org.jspecify.annotations.NullMarked;

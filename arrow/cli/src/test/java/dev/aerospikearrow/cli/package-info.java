@NullMarked
package dev.aerospikearrow.cli;

import org.jspecify.annotations.NullMarked;

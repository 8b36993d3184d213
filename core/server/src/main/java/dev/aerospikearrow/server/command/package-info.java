/** Carries out commands on records: one at a time and in batches. */
@NullMarked
package dev.aerospikearrow.server.command;

import org.jspecify.annotations.NullMarked;

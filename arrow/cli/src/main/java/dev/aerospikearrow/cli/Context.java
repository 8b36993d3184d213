package dev.aerospikearrow.cli;

import dev.aerospikearrow.cli.console.Console;
import dev.aerospikearrow.cli.console.Interruption;

/**
 * The things that every command needs.
 *
 * @param console its streams
 * @param interruption tells it to stop
 */
record Context(Console console, Interruption interruption) {}

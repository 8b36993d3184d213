/** What a command says and to whom: streams, progress, reports, exit codes, interruption. */
@NullMarked
package dev.aerospikearrow.cli.console;

import org.jspecify.annotations.NullMarked;

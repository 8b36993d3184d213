/** Tests of what a command says and to whom. */
@org.jspecify.annotations.NullMarked
package dev.aerospikearrow.cli.console;

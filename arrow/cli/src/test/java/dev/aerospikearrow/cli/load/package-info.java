/** Tests of files on their way into a set. */
@org.jspecify.annotations.NullMarked
package dev.aerospikearrow.cli.load;

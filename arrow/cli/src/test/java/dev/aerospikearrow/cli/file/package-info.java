/** Tests of the formats of files. */
@org.jspecify.annotations.NullMarked
package dev.aerospikearrow.cli.file;

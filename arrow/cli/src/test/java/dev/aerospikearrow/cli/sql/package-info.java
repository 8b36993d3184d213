@org.jspecify.annotations.NullMarked
package dev.aerospikearrow.cli.sql;

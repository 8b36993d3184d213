/**
 * Words for data: keys of records and their digests, values that Java has no type for, ranges of
 * secondary indexes, and what the server answers.
 */
@NullMarked
package dev.aerospikearrow.data;

import org.jspecify.annotations.NullMarked;

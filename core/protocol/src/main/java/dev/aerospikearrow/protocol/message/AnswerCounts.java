package dev.aerospikearrow.protocol.message;

/**
 * How many rows of a request were answered, by their codes.
 *
 * @param ok with success
 * @param missing that there is no such record
 * @param filtered that the filter leaves the record out
 * @param failed with another code
 */
public record AnswerCounts(int ok, int missing, int filtered, int failed) {}

package dev.aerospikearrow.cli.load;

import java.util.List;
import java.util.Optional;

/**
 * The result of some rows that were sent together.
 *
 * @param rowCount how many there were
 * @param written how many were written
 * @param unwritten the others, in the order of the file
 * @param failure why the request ended early; empty if every row was answered
 */
public record LoadResult(
        int rowCount,
        int written,
        List<UnwrittenRow> unwritten,
        Optional<RuntimeException> failure) {}

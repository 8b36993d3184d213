package dev.aerospikearrow.cli.load;

import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A row of CSV or JSON lines.
 *
 * @param line where it begins, from 1 on
 * @param values by column, as the file has them: Long, {@link NumberText}, Boolean, String, List,
 *     Map or null
 * @param source the row as the file has it
 */
record TextRow(long line, Map<String, @Nullable Object> values, Supplier<String> source) {}

package dev.aerospikearrow.cli.load;

import dev.aerospikearrow.cli.console.CliException;
import dev.aerospikearrow.cli.console.ExitCode;
import dev.aerospikearrow.columnar.WriteResult;

/** A row that is not written: the file, the line, the column, the value and what to do. */
public final class RefusedRowException extends CliException {
    private static final long serialVersionUID = 1L;

    private final int code;
    private final long line;
    private final String reason;
    private final String source;

    /**
     * @param line where the row begins, from 1 on
     * @param reason a sentence
     * @param source the row as the file has it
     */
    RefusedRowException(String file, long line, String reason, String source) {
        this(WriteResult.INVALID, file, line, reason, source);
    }

    private RefusedRowException(int code, String file, long line, String reason, String source) {
        super(ExitCode.MISFIT, file + ", line " + line + ": " + reason);
        this.code = code;
        this.line = line;
        this.reason = reason;
        this.source = source;
    }

    /** A row without a key. */
    static RefusedRowException nullKey(String file, TextRow row, String reason) {
        return new RefusedRowException(
                WriteResult.NULL_KEY, file, row.line(), reason, row.source().get());
    }

    /** {@link WriteResult#INVALID} or {@link WriteResult#NULL_KEY}. */
    public int code() {
        return code;
    }

    /** Where the row begins, from 1 on. */
    public long line() {
        return line;
    }

    /** Why it is not written, without file and line. */
    public String reason() {
        return reason;
    }

    /** The row as the file has it. */
    public String source() {
        return source;
    }
}

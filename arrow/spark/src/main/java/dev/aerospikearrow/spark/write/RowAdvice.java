package dev.aerospikearrow.spark.write;

import dev.aerospikearrow.columnar.WriteResult;
import dev.aerospikearrow.data.ResultCode;
import dev.aerospikearrow.spark.option.OptionName;
import java.util.Map;

/** What can be done about rows that were not written, by the code that they have. */
final class RowAdvice {
    private static final Map<Integer, String> BY_CODE =
            Map.of(
                    (int) WriteResult.NULL_KEY,
                    "leave such rows out",
                    ResultCode.NOT_FOUND.code(),
                    "to make such records, set " + OptionName.WRITE_MODE.key() + " to update",
                    ResultCode.GENERATION.code(),
                    "changed since they were read: read them again, and repeat",
                    ResultCode.RECORD_EXISTS.code(),
                    "to write over them, use append with "
                            + OptionName.WRITE_MODE.key()
                            + " update or replace",
                    ResultCode.RECORD_TOO_BIG.code(),
                    "leave bins out, or raise max-record-size of the namespace");

    private RowAdvice() {}

    /** Advice in parentheses, after a blank; empty if there is none. */
    static String of(int resultCode) {
        String advice = BY_CODE.get(resultCode);
        return advice == null ? "" : " [" + advice + "]";
    }
}

package dev.aerospikearrow.cli.load;

import dev.aerospikearrow.cli.columns.KeyType;
import dev.aerospikearrow.client.BatchPolicy;
import dev.aerospikearrow.client.OnDoubt;
import dev.aerospikearrow.client.TimeToLive;
import dev.aerospikearrow.columnar.OnInvalidRow;
import dev.aerospikearrow.columnar.OnNull;
import dev.aerospikearrow.data.SetName;
import dev.aerospikearrow.operation.WriteMode;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Options about how rows become records.
 *
 * @param target where they are written
 * @param keyColumn the column of the keys; empty for {@code __key} or {@code __digest}
 * @param keyType what texts of keys are; empty for what they look like
 * @param bins the columns to write; empty for all
 * @param mode what the writes expect to find
 * @param timeToLive when records expire that have no time of their own
 * @param ttlColumn the column of the times to live, in seconds
 * @param storedKeys whether keys are stored with the records
 * @param onNull what null means for a bin
 * @param onInvalidRow what happens to rows that cannot be written
 * @param retryTime how long rows are sent again that were not answered
 */
public record LoadOptions(
        SetName target,
        Optional<String> keyColumn,
        Optional<KeyType> keyType,
        List<String> bins,
        WriteMode mode,
        TimeToLive timeToLive,
        Optional<String> ttlColumn,
        StoredKeys storedKeys,
        OnNull onNull,
        OnInvalidRow onInvalidRow,
        Duration retryTime) {

    /** Whether keys are stored with the records. */
    public enum StoredKeys {
        STORED,
        LEFT_OUT
    }

    /**
     * Rows without an answer are sent again as long as there is time: writing the same bins twice
     * is the same as once. Only a record that must not exist would then be in its own way.
     */
    BatchPolicy policy() {
        return BatchPolicy.builder()
                .totalTimeout(retryTime)
                .onDoubt(mode == WriteMode.CREATE ? OnDoubt.FAIL : OnDoubt.RETRY)
                .build();
    }

    /** Whether the mode lets null delete a bin: servers refuse that in writes that replace. */
    boolean nullDeletes() {
        return onNull == OnNull.DELETE && (mode == WriteMode.UPSERT || mode == WriteMode.UPDATE);
    }
}

package dev.aerospikearrow.client;

import dev.aerospikearrow.client.execute.PreparedCommand;
import dev.aerospikearrow.client.execute.RecordResult;
import dev.aerospikearrow.protocol.message.BinNames;
import dev.aerospikearrow.protocol.message.RecordCommand;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What the single reads of the map API are, all but their keys. Programs read the same few lists of
 * bins with the same few policies, so what was made for one read serves the next. Thread-safe.
 */
final class PreparedReads {
    private static final String[] NO_BINS = {};

    private final Recent<Optional<StoredRecord>> gets = new Recent<>(PreparedReads::makeGet);
    private final Recent<Optional<RecordHeader>> headers =
            new Recent<>((policy, none) -> ofHeader(policy, Replies.OPTIONAL_HEADER));
    private final Recent<Boolean> exists =
            new Recent<>((policy, none) -> ofHeader(policy, Replies.FOUND));

    PreparedCommand<Optional<StoredRecord>> get(ReadPolicy policy, String... binNames) {
        return gets.of(policy, binNames);
    }

    PreparedCommand<Optional<RecordHeader>> header(ReadPolicy policy) {
        return headers.of(policy, NO_BINS);
    }

    PreparedCommand<Boolean> exists(ReadPolicy policy) {
        return exists.of(policy, NO_BINS);
    }

    private static PreparedCommand<Optional<StoredRecord>> makeGet(
            ReadPolicy policy, String[] binNames) {
        List<String> distinct = Commands.distinct(binNames);
        if (distinct.isEmpty()) {
            return make(RecordCommand.readAll(), policy, BinNames::discovered, Replies.RECORD);
        }
        BinNames requested = BinNames.requested(distinct);
        return make(RecordCommand.read(distinct), policy, () -> requested, Replies.RECORD);
    }

    private static <T> PreparedCommand<T> ofHeader(ReadPolicy policy, RecordResult<T> result) {
        return make(RecordCommand.readHeader(), policy, () -> BinNames.NONE, result);
    }

    private static <T> PreparedCommand<T> make(
            RecordCommand command,
            ReadPolicy policy,
            Supplier<BinNames> names,
            RecordResult<T> result) {
        return PreparedCommand.read(
                Commands.filtered(command, policy), policy, policy.replica(), names, result);
    }

    /** The reads with one kind of result, by policy and bins. */
    private static final class Recent<T> {
        /** When there are more, all are forgotten. */
        private static final int MOST = 256;

        private record Entry<T>(ReadPolicy policy, String[] binNames, PreparedCommand<T> read) {
            boolean isFor(ReadPolicy otherPolicy, String[] otherNames) {
                return policy == otherPolicy && Arrays.equals(binNames, otherNames);
            }
        }

        private record Content(ReadPolicy policy, List<String> binNames) {}

        private final BiFunction<ReadPolicy, String[], PreparedCommand<T>> maker;
        private final Map<Content, Entry<T>> entries = new ConcurrentHashMap<>();
        private volatile @Nullable Entry<T> last;

        Recent(BiFunction<ReadPolicy, String[], PreparedCommand<T>> maker) {
            this.maker = maker;
        }

        PreparedCommand<T> of(ReadPolicy policy, String[] binNames) {
            Entry<T> entry = last;
            if (entry == null || !entry.isFor(policy, binNames)) {
                entry = find(policy, binNames.clone());
                last = entry;
            }
            return entry.read;
        }

        private Entry<T> find(ReadPolicy policy, String[] binNames) {
            if (entries.size() > MOST) {
                entries.clear();
            }
            return entries.computeIfAbsent(
                    new Content(policy, List.of(binNames)),
                    content -> new Entry<>(policy, binNames, maker.apply(policy, binNames)));
        }
    }
}

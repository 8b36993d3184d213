package dev.aerospikearrow.client;

import dev.aerospikearrow.client.execute.PreparedCommand;
import dev.aerospikearrow.client.execute.ReadChoice;
import dev.aerospikearrow.client.execute.RecordResult;
import dev.aerospikearrow.protocol.batch.LatestTemplate;
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
 * The reads of the map API, all but their keys. Programs read the same few lists of bins with the
 * same few policies, so what was made for one read serves the next. Thread-safe.
 */
final class PreparedReads {
    private static final String[] NO_BINS = {};
    private static final Object ANY_POLICY = new Object();

    private final Recent<ReadPolicy, PreparedCommand<Optional<StoredRecord>>> gets =
            new Recent<>(PreparedReads::makeGet);
    private final Recent<ReadPolicy, PreparedCommand<Optional<RecordHeader>>> headers =
            new Recent<>((policy, none) -> ofHeader(policy, Replies.OPTIONAL_HEADER));
    private final Recent<ReadPolicy, PreparedCommand<Boolean>> exists =
            new Recent<>((policy, none) -> ofHeader(policy, Replies.FOUND));
    private final Recent<Object, Selection> selections =
            new Recent<>((any, binNames) -> Selection.of(binNames));

    /** The bins that a batch reads of each record. */
    record Selection(LatestTemplate template, Supplier<BinNames> names) {
        private static Selection of(String[] binNames) {
            List<String> distinct = distinct(binNames);
            return new Selection(new LatestTemplate(commandOf(distinct)), namesOf(distinct));
        }
    }

    PreparedCommand<Optional<StoredRecord>> get(ReadPolicy policy, String... binNames) {
        return gets.of(policy, binNames);
    }

    PreparedCommand<Optional<RecordHeader>> header(ReadPolicy policy) {
        return headers.of(policy, NO_BINS);
    }

    PreparedCommand<Boolean> exists(ReadPolicy policy) {
        return exists.of(policy, NO_BINS);
    }

    Selection selection(String... binNames) {
        return selections.of(ANY_POLICY, binNames);
    }

    private static PreparedCommand<Optional<StoredRecord>> makeGet(
            ReadPolicy policy, String[] binNames) {
        List<String> distinct = distinct(binNames);
        return make(commandOf(distinct), policy, namesOf(distinct), Replies.RECORD);
    }

    private static List<String> distinct(String[] binNames) {
        return Arrays.stream(binNames).distinct().toList();
    }

    /** Reads some bins, or all if none is named. */
    private static RecordCommand commandOf(List<String> binNames) {
        return binNames.isEmpty() ? RecordCommand.readAll() : RecordCommand.read(binNames);
    }

    private static Supplier<BinNames> namesOf(List<String> binNames) {
        if (binNames.isEmpty()) {
            return BinNames::discovered;
        }
        BinNames requested = BinNames.requested(binNames);
        return () -> requested;
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
                Commands.filtered(command, policy), policy, ReadChoice.of(policy), names, result);
    }

    /**
     * What was made for some bins under some policy.
     *
     * @param <P> the policy
     * @param <R> what was made
     */
    private static final class Recent<P, R> {
        /** When there are more, all are forgotten. */
        private static final int MOST = 256;

        private record Entry<P, R>(P policy, String[] binNames, R made) {
            boolean isFor(P otherPolicy, String[] otherNames) {
                return policy == otherPolicy && Arrays.equals(binNames, otherNames);
            }
        }

        private record Content<P>(P policy, List<String> binNames) {}

        private final BiFunction<P, String[], R> maker;
        private final Map<Content<P>, Entry<P, R>> entries = new ConcurrentHashMap<>();
        private volatile @Nullable Entry<P, R> last;

        Recent(BiFunction<P, String[], R> maker) {
            this.maker = maker;
        }

        R of(P policy, String[] binNames) {
            Entry<P, R> entry = last;
            if (entry == null || !entry.isFor(policy, binNames)) {
                entry = find(policy, binNames.clone());
                last = entry;
            }
            return entry.made;
        }

        private Entry<P, R> find(P policy, String[] binNames) {
            if (entries.size() > MOST) {
                entries.clear();
            }
            return entries.computeIfAbsent(
                    new Content<>(policy, List.of(binNames)),
                    content -> new Entry<>(policy, binNames, maker.apply(policy, binNames)));
        }
    }
}

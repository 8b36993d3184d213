package dev.aerospikearrow.client;

import dev.aerospikearrow.data.SetName;
import dev.aerospikearrow.operation.FunctionCall;
import dev.aerospikearrow.operation.GenerationCheck;
import dev.aerospikearrow.operation.Operation;
import dev.aerospikearrow.operation.SendKey;
import dev.aerospikearrow.operation.WriteMode;
import dev.aerospikearrow.protocol.message.RecordCommand;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;

/**
 * A change to all records that a query finds, which the nodes carry out by themselves, in the
 * background, without sending the records. Immutable.
 *
 * <pre>{@code
 * QuerySpec late = QuerySpec.of(SetName.of("test", "flights")).withFilter(greater(intBin("delay"), literal(60)));
 * BackgroundJob job = client.background(BackgroundWrite.operate(late, Operation.put("late", true)));
 * client.awaitJob(job, Duration.ofMinutes(10));
 * }</pre>
 *
 * <p>Each record is changed by itself, at some moment between the beginning and the end of the job,
 * and only if it still matches then. Records that are written while the job runs may be found or
 * not; while partitions move between nodes, a record may be left out or found twice, so that what
 * counts up is better done by hand.
 */
public final class BackgroundWrite {
    private enum Scope {
        SET,
        WHOLE_NAMESPACE
    }

    private final QuerySpec spec;
    private final RecordCommand command;
    private final Scope scope;
    private final OptionalLong jobId;

    private BackgroundWrite(
            QuerySpec spec, RecordCommand command, Scope scope, OptionalLong jobId) {
        this.spec = spec;
        this.command = command;
        this.scope = scope;
        this.jobId = jobId;
    }

    private static BackgroundWrite of(QuerySpec spec, RecordCommand command) {
        if (spec.maxRecords() > 0) {
            throw new IllegalArgumentException(
                    "A background write changes every record that it finds, and knows no limit"
                            + " such as "
                            + spec.maxRecords()
                            + " records. Leave it out, or choose by a filter.");
        }
        if (spec.serverFilter().isPresent()) {
            throw new IllegalArgumentException(
                    "A background write takes no filter in the server's language. Use"
                            + " Expressions.filter, which every server evaluates.");
        }
        boolean partly =
                spec.cursors().size() < QuerySpec.PARTITION_COUNT
                        || spec.cursors().stream()
                                .anyMatch(cursor -> cursor.lastDigest().isPresent());
        if (partly) {
            throw new IllegalArgumentException(
                    "A background write goes over all partitions from their beginning. Leave out"
                            + " partitions and cursors, or choose by a filter.");
        }
        return new BackgroundWrite(
                Objects.requireNonNull(spec, "spec"), command, Scope.SET, OptionalLong.empty());
    }

    /**
     * Operations on each record.
     *
     * @param spec which records
     * @param operations one at least; all of them write. {@link Operation#touch()} alone changes
     *     the time to live that {@link #with} says
     * @throws IllegalArgumentException if there is none, one reads, or the query has a limit or
     *     leaves out partitions
     */
    public static BackgroundWrite operate(QuerySpec spec, Operation... operations) {
        List<Operation> list = List.of(operations);
        if (list.isEmpty()) {
            throw new IllegalArgumentException(
                    "A background write of "
                            + spec.set()
                            + " names no operation. Name one at least.");
        }
        for (Operation operation : list) {
            if (!operation.writes()) {
                throw new IllegalArgumentException(
                        operation
                                + " reads; nothing of the records comes back from a background"
                                + " write. Use query for reading.");
            }
        }
        return of(spec, RecordCommand.write(WriteMode.UPDATE, list));
    }

    /**
     * Deletes each record.
     *
     * @param spec which records
     * @throws IllegalArgumentException if the query has a limit or leaves out partitions
     */
    public static BackgroundWrite delete(QuerySpec spec) {
        return operate(spec, Operation.deleteAll());
    }

    /**
     * Calls a function on each record; what it returns is not kept.
     *
     * @param spec which records
     * @throws IllegalArgumentException if the query has a limit or leaves out partitions
     */
    public static BackgroundWrite call(QuerySpec spec, FunctionCall function) {
        return of(spec, RecordCommand.call(function));
    }

    /**
     * The same with other options: when the records expire, what deletes leave behind, and with
     * {@link WriteMode#REPLACE} that bins are dropped which are not written.
     *
     * @throws IllegalArgumentException if the options have what only concerns single records: a
     *     generation, user keys, a mode that creates records
     */
    public BackgroundWrite with(WriteOptions options) {
        boolean creates =
                options.mode() == WriteMode.CREATE || options.mode() == WriteMode.UPSERT_REPLACE;
        if (creates
                || options.generationCheck() != GenerationCheck.NONE
                || options.sendKey() != SendKey.DIGEST_ONLY) {
            throw new IllegalArgumentException(
                    "A background write changes records that exist, each as it is: it has no"
                            + " generation and no user keys, and its mode is UPDATE or REPLACE, but"
                            + " found "
                            + options
                            + ".");
        }
        RecordCommand changed =
                command.function().isPresent()
                        ? RecordCommand.call(command.function().get())
                        : RecordCommand.write(
                                options.mode() == WriteMode.REPLACE
                                        ? WriteMode.REPLACE
                                        : WriteMode.UPDATE,
                                command.operations());
        return new BackgroundWrite(spec, options.applyTo(changed), scope, jobId);
    }

    /**
     * The same on all records of the namespace, whatever their set. Without this, a query that
     * names no set is refused: an empty name may be a mistake.
     *
     * @throws IllegalArgumentException if the query names a set
     */
    public BackgroundWrite inWholeNamespace() {
        SetName set = spec.set();
        if (!set.isNamespace()) {
            throw new IllegalArgumentException(
                    "The query names the set "
                            + set
                            + ", and not the whole namespace. Use QuerySpec.of(SetName.of(\""
                            + set.namespace()
                            + "\", \"\")), or leave out inWholeNamespace().");
        }
        return new BackgroundWrite(spec, command, Scope.WHOLE_NAMESPACE, jobId);
    }

    /**
     * The same as a job of this id instead of a random one, by which it can be looked for even if
     * starting it failed. No two jobs of a cluster have the same at one time.
     *
     * @param id not 0
     */
    public BackgroundWrite withJobId(long id) {
        if (id == 0) {
            throw new IllegalArgumentException("A job's id is not 0.");
        }
        return new BackgroundWrite(spec, command, scope, OptionalLong.of(id));
    }

    /** Which records are changed. */
    public QuerySpec spec() {
        return spec;
    }

    /** What is done to each, once it is certain which records are meant. */
    RecordCommand command() {
        if (scope == Scope.SET && spec.set().isNamespace()) {
            throw new IllegalArgumentException(
                    "A background write names no set, and would change all records of "
                            + spec.set()
                            + ". Name the set; or, if they are meant, say so by"
                            + " inWholeNamespace().");
        }
        return command;
    }

    OptionalLong jobId() {
        return jobId;
    }

    @Override
    public String toString() {
        return command + " of all that match in " + spec.set();
    }
}

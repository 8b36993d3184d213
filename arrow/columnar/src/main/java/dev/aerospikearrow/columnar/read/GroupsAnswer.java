package dev.aerospikearrow.columnar.read;

import dev.aerospikearrow.client.execute.BatchRequest;
import dev.aerospikearrow.columnar.ColumnGroup;
import dev.aerospikearrow.columnar.ColumnGroups;
import dev.aerospikearrow.columnar.ColumnarBatch;
import dev.aerospikearrow.columnar.MismatchReport;
import dev.aerospikearrow.data.DigestArray;
import dev.aerospikearrow.data.Key;
import dev.aerospikearrow.protocol.batch.LatestTemplate;
import dev.aerospikearrow.protocol.batch.RowTemplate;
import dev.aerospikearrow.protocol.message.Answer;
import dev.aerospikearrow.protocol.message.BinNames;
import dev.aerospikearrow.protocol.message.RecordBlock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * The answer to several groups in one batch request: first all rows of the first group, then those
 * of the next. Each group has its own columns; a row's batch index says which are meant.
 */
final class GroupsAnswer implements Answer<ColumnGroups> {
    private final List<ColumnGroup> groups;
    private final List<RowKeys> keysOfGroup = new ArrayList<>();
    private final List<ReadPlan> plans = new ArrayList<>();
    private final VectorAnswer[] answers;
    private final int keyCount;
    private final BinNames names;

    /**
     * @param keys the keys that the user keys are in a group's set
     * @param planner has the plan of a group's schema
     * @param misfits hears what did not fit, once for each group
     */
    GroupsAnswer(
            List<ColumnGroup> groups,
            Function<ColumnGroup, RowKeys> keys,
            Function<Schema, ReadPlan> planner,
            BufferAllocator allocator,
            Consumer<List<MismatchReport>> misfits) {
        this.groups = List.copyOf(groups);
        if (groups.isEmpty()) {
            throw new IllegalArgumentException("There is no group to read. Name one at least.");
        }
        if (groups.stream().map(ColumnGroup::name).distinct().count() != groups.size()) {
            throw new IllegalArgumentException(
                    "Two groups have the same name: "
                            + groups.stream().map(ColumnGroup::name).toList()
                            + ". Name them differently.");
        }
        for (ColumnGroup group : groups) {
            plans.add(planner.apply(group.schema()));
            keysOfGroup.add(keys.apply(group));
        }
        keyCount = keysOfGroup.get(0).keyCount();
        Math.multiplyExact(keyCount, groups.size());
        Instant now = Instant.now();
        List<VectorAnswer> made = new ArrayList<>();
        try {
            for (int i = 0; i < groups.size(); i++) {
                made.add(
                        new VectorAnswer(
                                plans.get(i),
                                keysOfGroup.get(i),
                                DigestLease.NONE,
                                allocator,
                                now,
                                misfits));
            }
        } catch (RuntimeException | Error e) {
            made.forEach(VectorAnswer::close);
            throw e;
        }
        answers = made.toArray(VectorAnswer[]::new);
        names =
                BinNames.positional(
                        plans.stream().mapToInt(plan -> plan.bins().size()).max().orElse(0));
    }

    /** Results are told apart by position, because groups read different bins. */
    BatchRequest request() {
        byte[] digests =
                new byte[Math.multiplyExact(keyCount * groups.size(), Key.DIGEST_LENGTH_BYTES)];
        int[] templateOfRow = new int[keyCount * groups.size()];
        List<RowTemplate> templates = new ArrayList<>();
        int end = 0;
        for (int i = 0; i < groups.size(); i++) {
            DigestArray ofGroup = keysOfGroup.get(i).digests();
            for (int index = 0; index < keyCount; index++) {
                System.arraycopy(
                        ofGroup.array(),
                        ofGroup.offset(index),
                        digests,
                        end,
                        Key.DIGEST_LENGTH_BYTES);
                end += Key.DIGEST_LENGTH_BYTES;
            }
            Arrays.fill(templateOfRow, i * keyCount, (i + 1) * keyCount, i);
            LatestTemplate template = new LatestTemplate(plans.get(i).positionalCommand());
            templates.addAll(keysOfGroup.get(i).templates(template));
        }
        return BatchRequest.of(DigestArray.of(digests), templates, templateOfRow);
    }

    @Override
    public BinNames binNames() {
        return names;
    }

    @Override
    public void take(RecordBlock block) {
        int from = 0;
        while (from < block.recordCount()) {
            int group = block.batchIndex(from) / keyCount;
            int to = from + 1;
            while (to < block.recordCount() && block.batchIndex(to) / keyCount == group) {
                to++;
            }
            answers[group].take(block, from, to, group * keyCount);
            from = to;
        }
    }

    @Override
    public ColumnGroups result() {
        Map<String, ColumnarBatch> batches = new LinkedHashMap<>();
        try {
            for (int i = 0; i < answers.length; i++) {
                batches.put(groups.get(i).name(), answers[i].result());
            }
            return new ColumnGroups(batches);
        } catch (RuntimeException | Error e) {
            batches.values().forEach(ColumnarBatch::close);
            throw e;
        }
    }

    @Override
    public void close() {
        for (VectorAnswer answer : answers) {
            answer.close();
        }
    }
}

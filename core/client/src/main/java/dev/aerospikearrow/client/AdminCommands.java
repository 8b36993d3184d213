package dev.aerospikearrow.client;

import dev.aerospikearrow.client.cluster.Node;
import dev.aerospikearrow.client.execute.InfoStep;
import dev.aerospikearrow.client.execute.InfoStep.Audience;
import dev.aerospikearrow.client.execute.InfoStep.Errors;
import dev.aerospikearrow.client.execute.InfoStep.Verdict;
import dev.aerospikearrow.data.IndexRange;
import dev.aerospikearrow.data.SetName;
import dev.aerospikearrow.protocol.info.InfoCommand;
import dev.aerospikearrow.protocol.info.InfoEntries;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Info commands of administration, as steps of calls (docs/docs/internals/wire.md, section 6.2).
 */
final class AdminCommands {
    private AdminCommands() {}

    static List<InfoStep<String>> info(String command) {
        return List.of(
                new InfoStep<>(
                        command,
                        Audience.ONE_NODE,
                        "",
                        Errors.ARE_ANSWERS,
                        answers -> Verdict.result(answers.values().iterator().next())));
    }

    static List<InfoStep<String>> info(String nodeId, String command) {
        return List.of(
                new InfoStep<>(
                        command,
                        Audience.NAMED_NODE,
                        nodeId,
                        Errors.ARE_ANSWERS,
                        answers -> Verdict.result(answers.values().iterator().next())));
    }

    static List<InfoStep<Map<String, String>>> infoOfAll(String command) {
        return List.of(
                InfoStep.everyNode(
                        command,
                        Errors.ARE_ANSWERS,
                        answers -> {
                            Map<String, String> byId = new LinkedHashMap<>();
                            answers.forEach((node, answer) -> byId.put(node.id(), answer));
                            return Verdict.result(byId);
                        }));
    }

    static List<InfoStep<@Nullable Void>> createIndex(IndexDefinition index) {
        InfoCommand create =
                InfoCommand.of("sindex-create").with("namespace", index.set().namespace());
        if (!index.set().isNamespace()) {
            create = create.with("set", index.set().name());
        }
        create = create.with("indexname", index.name());
        create =
                index.expression().isPresent()
                        ? create.with("exp", index.expression().get().toBase64())
                        : create.with("bin", index.binName());
        create = create.with("type", index.type().infoName());
        if (!index.context().isRoot()) {
            create =
                    create.with(
                            "context",
                            Base64.getEncoder().encodeToString(index.context().packed()));
        }
        if (index.collection() != IndexRange.Collection.VALUE) {
            create = create.with("indextype", index.collection().infoName());
        }
        String list = listCommand(index.set().namespace());
        return List.of(
                InfoStep.anyNode(create.text(), answers -> Verdict.nextStep()),
                InfoStep.everyNode(
                        list,
                        Errors.FAIL,
                        answers ->
                                answers.values().stream()
                                                .allMatch(
                                                        answer ->
                                                                find(answer, index.name())
                                                                        .filter(IndexInfo::isUsable)
                                                                        .isPresent())
                                        ? Verdict.result(null)
                                        : Verdict.askAgain()));
    }

    static List<InfoStep<@Nullable Void>> dropIndex(String namespace, String name) {
        String drop =
                InfoCommand.of("sindex-delete")
                        .with("namespace", namespace)
                        .with("indexname", name)
                        .text();
        String list = listCommand(namespace);
        return List.of(
                InfoStep.anyNode(drop, answers -> Verdict.nextStep()),
                InfoStep.everyNode(
                        list,
                        Errors.FAIL,
                        answers ->
                                answers.values().stream()
                                                .noneMatch(answer -> find(answer, name).isPresent())
                                        ? Verdict.result(null)
                                        : Verdict.askAgain()));
    }

    static List<InfoStep<List<IndexInfo>>> listIndexes(String namespace) {
        String list = listCommand(namespace);
        return List.of(
                InfoStep.anyNode(
                        list,
                        answers -> Verdict.result(parse(answers.values().iterator().next()))));
    }

    static List<InfoStep<@Nullable Void>> truncate(SetName set, Optional<Instant> before) {
        InfoCommand truncate =
                set.isNamespace()
                        ? InfoCommand.of("truncate-namespace").with("namespace", set.namespace())
                        : InfoCommand.of("truncate")
                                .with("namespace", set.namespace())
                                .with("set", set.name());
        if (before.isPresent()) {
            long nanos =
                    Math.addExact(
                            Math.multiplyExact(before.get().getEpochSecond(), 1_000_000_000L),
                            before.get().getNano());
            truncate = truncate.with("lut", Long.toString(nanos));
        }
        return List.of(
                InfoStep.anyNode(
                        truncate.text(), (Map<Node, String> answers) -> Verdict.result(null)));
    }

    private static String listCommand(String namespace) {
        return InfoCommand.of("sindex-list")
                .with("namespace", namespace)
                .with("b64", "true")
                .text();
    }

    private static Optional<IndexInfo> find(String answer, String name) {
        return parse(answer).stream().filter(index -> index.name().equals(name)).findFirst();
    }

    private static List<IndexInfo> parse(String answer) {
        return InfoEntries.INDEXES.parse(answer).stream().map(IndexInfo::of).toList();
    }
}

package dev.aerospikearrow.client;

import dev.aerospikearrow.client.BackgroundJob.NodeState;
import dev.aerospikearrow.client.cluster.Node;
import dev.aerospikearrow.client.execute.InfoStep;
import dev.aerospikearrow.client.execute.InfoStep.Errors;
import dev.aerospikearrow.client.execute.InfoStep.Verdict;
import dev.aerospikearrow.data.ResultCode;
import dev.aerospikearrow.protocol.info.InfoCommand;
import dev.aerospikearrow.protocol.info.InfoError;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Info commands about background jobs (docs/docs/internals/wire.md, section 9.4). */
final class JobCommands {
    private static final String OK = "ok";
    private static final String ABORTED = "user-aborted";

    private JobCommands() {}

    /** How far a job is, on all nodes that there are. */
    static List<InfoStep<BackgroundJob>> status(long id) {
        String command = command("query-show", id);
        return List.of(
                InfoStep.everyNode(
                        command,
                        Errors.ARE_ANSWERS,
                        answers -> Verdict.result(read(id, command, answers, Set.of()))));
    }

    /** The same once no node is at work. */
    static List<InfoStep<BackgroundJob>> end(BackgroundJob job) {
        String command = command("query-show", job.id());
        return List.of(
                InfoStep.everyNode(
                        command,
                        Errors.ARE_ANSWERS,
                        answers -> {
                            BackgroundJob now =
                                    read(job.id(), command, answers, job.nodes().keySet());
                            return now.hasEnded()
                                    ? Verdict.result(withoutWork(now, job))
                                    : Verdict.askAgain();
                        }));
    }

    /** Whether a node has stopped the job. */
    static List<InfoStep<Boolean>> abort(long id) {
        String command = command("query-abort", id);
        return List.of(
                InfoStep.everyNode(
                        command,
                        Errors.ARE_ANSWERS,
                        answers -> {
                            boolean stopped = false;
                            for (Map.Entry<Node, String> answer : answers.entrySet()) {
                                stopped |=
                                        known(command, answer.getKey(), answer.getValue())
                                                .filter(text -> text.equalsIgnoreCase(OK))
                                                .isPresent();
                            }
                            return Verdict.result(stopped);
                        }));
    }

    private static String command(String name, long id) {
        return InfoCommand.of(name).with("trid", Long.toUnsignedString(id)).text();
    }

    /** An answer, unless the node does not know the job. */
    private static Optional<String> known(String command, Node node, String answer) {
        Optional<InfoError> error = InfoError.parse(answer);
        if (error.isEmpty()) {
            return Optional.of(answer);
        }
        if (error.get().code() == ResultCode.NOT_FOUND.code()) {
            return Optional.empty();
        }
        throw new ServerException(
                "Info command \"" + command + "\" (" + error.get().text() + ")",
                error.get().code(),
                node.toString(),
                null,
                false);
    }

    private static BackgroundJob read(
            long id, String command, Map<Node, String> answers, Set<String> nodeIds) {
        Map<String, NodeState> nodes = new TreeMap<>();
        nodeIds.forEach(nodeId -> nodes.put(nodeId, NodeState.UNKNOWN));
        double progress = 0;
        int reporting = 0;
        long changed = 0;
        long filteredOut = 0;
        long failed = 0;
        for (Map.Entry<Node, String> answer : answers.entrySet()) {
            String nodeId = answer.getKey().id();
            if (!nodeIds.isEmpty() && !nodeIds.contains(nodeId)) {
                continue;
            }
            Optional<String> line = known(command, answer.getKey(), answer.getValue());
            if (line.isEmpty()) {
                nodes.put(nodeId, NodeState.UNKNOWN);
                continue;
            }
            String text = line.get();
            nodes.put(nodeId, state(field(text, "status").orElse("")));
            reporting++;
            progress += field(text, "job-progress").map(Double::parseDouble).orElse(0.0);
            changed += count(text, "recs-succeeded");
            filteredOut += count(text, "recs-filtered-meta") + count(text, "recs-filtered-bins");
            failed += count(text, "recs-failed");
        }
        return new BackgroundJob(
                id, nodes, reporting == 0 ? 0 : progress / reporting, changed, filteredOut, failed);
    }

    /** A node that had nothing to do when the job began knows no more of it now. */
    private static BackgroundJob withoutWork(BackgroundJob now, BackgroundJob atFirst) {
        Map<String, NodeState> nodes = new TreeMap<>(now.nodes());
        atFirst.nodes()
                .forEach(
                        (nodeId, state) -> {
                            if (state == NodeState.DONE && nodes.get(nodeId) == NodeState.UNKNOWN) {
                                nodes.put(nodeId, NodeState.DONE);
                            }
                        });
        return new BackgroundJob(
                now.id(),
                nodes,
                now.progressPercent(),
                now.recordsChanged(),
                now.recordsFilteredOut(),
                now.recordsFailed());
    }

    private static NodeState state(String status) {
        if (!status.startsWith("done")) {
            return NodeState.RUNNING;
        }
        return status.contains(ABORTED) ? NodeState.ABORTED : NodeState.DONE;
    }

    private static long count(String text, String name) {
        return field(text, name).map(Long::parseLong).orElse(0L);
    }

    /** A field of a job; the name of its set, which comes first, may have anything in it. */
    private static Optional<String> field(String text, String name) {
        String start = ":" + name + "=";
        int at = text.lastIndexOf(start);
        if (at < 0) {
            return Optional.empty();
        }
        int from = at + start.length();
        int end = text.indexOf(':', from);
        return Optional.of(end < 0 ? text.substring(from) : text.substring(from, end));
    }
}

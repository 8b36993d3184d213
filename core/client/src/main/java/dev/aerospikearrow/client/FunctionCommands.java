package dev.aerospikearrow.client;

import dev.aerospikearrow.client.cluster.Node;
import dev.aerospikearrow.client.execute.InfoStep;
import dev.aerospikearrow.client.execute.InfoStep.Errors;
import dev.aerospikearrow.client.execute.InfoStep.Verdict;
import dev.aerospikearrow.data.ResultCode;
import dev.aerospikearrow.protocol.info.InfoCommand;
import dev.aerospikearrow.protocol.info.InfoError;
import dev.aerospikearrow.protocol.info.InfoFields;
import dev.aerospikearrow.protocol.wire.Bytes;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Info commands about functions that nodes call (docs/docs/internals/wire.md, section 9.5). The
 * nodes tell each other of a module; a step of its own waits until all have it.
 */
final class FunctionCommands {
    private static final String LIST = "udf-list";
    private static final String EXTENSION = ".lua";

    private FunctionCommands() {}

    static List<InfoStep<@Nullable Void>> register(String fileName, String source) {
        requireFileName(fileName);
        String content = Base64.getEncoder().encodeToString(Bytes.utf8(source));
        // What is there already may be an older source: the one node that takes the new one knows
        // its hash.
        String put =
                InfoCommand.of("udf-put")
                        .with("filename", fileName)
                        .with("content", content)
                        .with("content-len", Integer.toString(content.length()))
                        .with("udf-type", "LUA")
                        .text();
        return List.of(
                new InfoStep<>(
                        put,
                        InfoStep.Audience.ONE_NODE,
                        "",
                        Errors.ARE_ANSWERS,
                        answers -> {
                            answers.forEach((node, answer) -> requireOk(fileName, node, answer));
                            return Verdict.nextStep();
                        }),
                InfoStep.everyNode(
                        LIST,
                        Errors.FAIL,
                        answers ->
                                agree(answers, fileName)
                                        ? Verdict.result(null)
                                        : Verdict.askAgain()));
    }

    /** Whether all nodes have the module, with the same source. */
    private static boolean agree(Map<Node, String> answers, String fileName) {
        List<Optional<FunctionModule>> found =
                answers.values().stream().map(answer -> find(answer, fileName)).toList();
        return found.stream().allMatch(Optional::isPresent)
                && found.stream().distinct().count() == 1;
    }

    static List<InfoStep<@Nullable Void>> remove(String fileName) {
        requireFileName(fileName);
        return List.of(
                InfoStep.anyNode(
                        InfoCommand.of("udf-remove").with("filename", fileName).text(),
                        answers -> Verdict.nextStep()),
                InfoStep.everyNode(
                        LIST,
                        Errors.FAIL,
                        answers ->
                                answers.values().stream()
                                                .noneMatch(
                                                        answer ->
                                                                find(answer, fileName).isPresent())
                                        ? Verdict.result(null)
                                        : Verdict.askAgain()));
    }

    static List<InfoStep<List<FunctionModule>>> list() {
        return List.of(
                InfoStep.anyNode(
                        LIST,
                        answers -> Verdict.result(parse(answers.values().iterator().next()))));
    }

    private static void requireFileName(String fileName) {
        if (!fileName.endsWith(EXTENSION)
                || fileName.length() == EXTENSION.length()
                || fileName.indexOf('.') != fileName.length() - EXTENSION.length()
                || fileName.indexOf('/') >= 0) {
            throw new IllegalArgumentException(
                    "A module of functions is a file such as discounts.lua, without a folder and"
                            + " with one dot, but found \""
                            + fileName
                            + "\".");
        }
    }

    /** What is wrong with a source comes as fields behind the error. */
    private static void requireOk(String fileName, Node node, String answer) {
        if (answer.isEmpty() || answer.equalsIgnoreCase("ok")) {
            return;
        }
        Map<String, String> fields = InfoFields.parse(answer);
        Optional<InfoError> refusal =
                fields.containsKey("error") ? Optional.empty() : InfoError.parse(answer);
        String line = fields.getOrDefault("line", "");
        String reason =
                refusal.isPresent()
                        ? refusal.get().text()
                        : fields.getOrDefault("error", answer) + message(fields);
        throw new ServerException(
                "Registering the functions of "
                        + fileName
                        + (line.isEmpty() ? "" : ", line " + line)
                        + " ("
                        + reason
                        + ")",
                refusal.map(InfoError::code).orElse(ResultCode.SERVER_ERROR.code()),
                node.toString(),
                null,
                false);
    }

    private static String message(Map<String, String> fields) {
        String base64 = fields.getOrDefault("message", "");
        try {
            return base64.isEmpty()
                    ? ""
                    : ": " + new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return ": " + base64;
        }
    }

    private static Optional<FunctionModule> find(String answer, String fileName) {
        return parse(answer).stream()
                .filter(module -> module.fileName().equals(fileName))
                .findFirst();
    }

    /** {@code filename=a.lua,hash=…,type=LUA;}. */
    private static List<FunctionModule> parse(String answer) {
        List<FunctionModule> modules = new ArrayList<>();
        for (String entry : answer.split(";")) {
            if (!entry.isBlank()) {
                modules.add(FunctionModule.of(InfoFields.parse(entry.replace(',', ';'))));
            }
        }
        return modules;
    }
}

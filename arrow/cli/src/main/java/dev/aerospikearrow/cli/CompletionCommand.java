package dev.aerospikearrow.cli;

import dev.aerospikearrow.cli.console.ExitCode;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The script with which shells complete what is typed. */
@Command(
        name = CompletionCommand.NAME,
        description = {
            "Print a script for bash and zsh that completes commands, options, their values, files"
                    + " and sets.",
            "The sets are those of the cluster of $AEROSPIKE_HOSTS:",
            "source <(aerospike-arrow generate-completion)"
        })
final class CompletionCommand implements Callable<Integer> {
    static final String NAME = "generate-completion";

    /** Stands in the script where the program is to be asked for sets; no set has this name. */
    private static final String SETS = "@sets@";

    private static final Pattern VARIABLE = Pattern.compile("local (\\w+)=\\(\"" + SETS + "\"\\)");

    /** The words that the program prints which is completed, found as the shell has found it. */
    private static final String ASKED =
            "$(\"${COMP_WORDS[0]/#\\~/$HOME}\" "
                    + SetNamesCommand.NAME
                    + " \"${curr_word}\" 2>/dev/null </dev/null)";

    private final Context context;

    @Spec private CommandSpec spec = CommandSpec.create();

    CompletionCommand(Context context) {
        this.context = context;
    }

    /** The words for a set, which are found when they are wanted. */
    static final class Sets implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return List.of(SETS).iterator();
        }
    }

    @Override
    public Integer call() {
        CommandSpec root = spec.root();
        String script = AutoComplete.bash(root.name(), root.commandLine());
        ReportOptions.print(context.console(), askingForSets(script));
        return ExitCode.DONE.status();
    }

    /** Picocli writes the words into a variable, and a cluster has others when it is used. */
    private static String askingForSets(String script) {
        Matcher variable = VARIABLE.matcher(script);
        if (!variable.find()) {
            throw new IllegalStateException("The script has no place for sets.");
        }
        return script.replace("\"${" + variable.group(1) + "[@]}\"", ASKED);
    }
}

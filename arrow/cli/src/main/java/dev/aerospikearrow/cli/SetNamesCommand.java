package dev.aerospikearrow.cli;

import dev.aerospikearrow.cli.console.ExitCode;
import dev.aerospikearrow.client.AerospikeClient;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/**
 * The sets that a shell offers behind a command. Who completes a word waits for it, and has not
 * asked about the cluster: whatever is wrong with that, there is nothing to offer then.
 */
@Command(name = SetNamesCommand.NAME, hidden = true, description = "For completion: sets.")
final class SetNamesCommand implements Callable<Integer> {
    static final String NAME = "complete-sets";

    private static final int PATIENCE_MILLIS = 500;

    /** Shells expand the words that they are offered: what could be a command is none. */
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_.-]+");

    private final Context context;

    @Parameters(paramLabel = "PREFIX", arity = "0..1", description = "What they begin with.")
    private String prefix = "";

    @Mixin private ClusterOptions cluster = new ClusterOptions();

    SetNamesCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() throws InterruptedException {
        // Left alone when it takes too long: the process ends.
        CompletableFuture<List<String>> sets = CompletableFuture.supplyAsync(this::sets);
        try {
            StringBuilder text = new StringBuilder();
            for (String set : sets.get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)) {
                text.append(set).append('\n');
            }
            ReportOptions.print(context.console(), text.toString());
        } catch (ExecutionException | TimeoutException e) {
            return ExitCode.DONE.status();
        }
        return ExitCode.DONE.status();
    }

    private List<String> sets() {
        try (AerospikeClient client = cluster.connect(context.console(), Optional.empty())) {
            return new ClusterSets(client, new EmptyOptions(), 1)
                    .all().stream()
                            .map(named -> named.set().toString())
                            .filter(name -> name.startsWith(prefix))
                            .filter(name -> PLAIN.matcher(name).matches())
                            .toList();
        }
    }
}

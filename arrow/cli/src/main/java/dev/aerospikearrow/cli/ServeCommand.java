package dev.aerospikearrow.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.aerospikearrow.cli.console.CliException;
import dev.aerospikearrow.cli.console.Console;
import dev.aerospikearrow.cli.console.ExitCode;
import dev.aerospikearrow.cli.console.Interruption;
import dev.aerospikearrow.server.EmbeddedCluster;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** An embedded cluster as a process. */
@Command(
        name = "serve",
        description = {
            "Run an embedded cluster, until Ctrl-C: for trying things without a server.",
            "Everything is in memory, and gone at the end."
        },
        footer = {
            "",
            "Examples:",
            "    aerospike-arrow serve",
            "    aerospike-arrow serve --port 0 --nodes 3 --namespaces test,profiles"
        })
final class ServeCommand implements Callable<Integer> {
    private static final int LAST_PORT = 65_535;

    private final Context context;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            defaultValue = "3000",
            description = {
                "Where the first node listens; the others take the ports after it.",
                "0 for any free ones. Default: ${DEFAULT-VALUE}."
            })
    private int port;

    @Option(
            names = "--nodes",
            paramLabel = "COUNT",
            defaultValue = "1",
            description = "How many nodes there are. Default: ${DEFAULT-VALUE}.")
    private int nodes;

    @Option(
            names = "--namespaces",
            paramLabel = "NAMES",
            split = ",",
            defaultValue = "test,bar",
            description = "Their names. Default: ${DEFAULT-VALUE}.")
    private List<String> namespaces = List.of();

    @Option(
            names = "--cluster-name",
            paramLabel = "NAME",
            defaultValue = "",
            description = "The cluster's name, which clients may check. Default: none.")
    private String clusterName = "";

    @Mixin private ReportOptions report = new ReportOptions();

    ServeCommand(Context context) {
        this.context = context;
    }

    private void requireSensible() {
        if (port < 0 || port > LAST_PORT) {
            throw new CliException(
                    ExitCode.USAGE,
                    "--port is from 0 to " + LAST_PORT + ", but found " + port + ".");
        }
        if (nodes < 1) {
            throw new CliException(
                    ExitCode.USAGE, "--nodes is 1 or more, but found " + nodes + ".");
        }
        if (port > LAST_PORT - nodes + 1) {
            throw new CliException(
                    ExitCode.USAGE,
                    "--port "
                            + port
                            + " with --nodes "
                            + nodes
                            + " would go beyond the last port, "
                            + LAST_PORT
                            + ".");
        }
    }

    @Override
    public Integer call() throws InterruptedException {
        Console console = context.console();
        requireSensible();
        CountDownLatch end = new CountDownLatch(1);
        try (EmbeddedCluster cluster =
                EmbeddedCluster.builder()
                        .port(port)
                        .nodes(nodes)
                        .namespaces(namespaces.toArray(String[]::new))
                        .clusterName(clusterName)
                        .start()) {
            Interruption.Scope running = context.interruption().whileRunning(end::countDown);
            String hosts = String.join(",", cluster.hosts());
            if (report.isJson()) {
                ObjectNode ready = report.object();
                ArrayNode list = ready.putArray("hosts");
                cluster.hosts().forEach(list::add);
                report.json(console, ready, ReportOptions.DataOn.FILE);
            } else {
                ReportOptions.print(console, hosts + "\n");
                report.note(
                        console,
                        "Ready, until Ctrl-C. In another terminal: aerospike-arrow info --hosts "
                                + hosts);
            }
            end.await();
            running.close();
        }
        return ExitCode.DONE.status();
    }
}

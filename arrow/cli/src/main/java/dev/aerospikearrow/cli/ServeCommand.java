package dev.aerospikearrow.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.aerospikearrow.cli.console.CliException;
import dev.aerospikearrow.cli.console.Console;
import dev.aerospikearrow.cli.console.ExitCode;
import dev.aerospikearrow.cli.console.Interruption;
import dev.aerospikearrow.protocol.tls.KeyMaterial;
import dev.aerospikearrow.server.EmbeddedCluster;
import dev.aerospikearrow.server.network.NodeTls;
import dev.aerospikearrow.server.security.SecuritySettings;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
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
            hideParamSyntax = true,
            defaultValue = "test,bar",
            description = "Their names. Default: ${DEFAULT-VALUE}.")
    private List<String> namespaces = List.of();

    @Option(
            names = "--cluster-name",
            paramLabel = "NAME",
            defaultValue = "",
            description = "The cluster's name, which clients may check. Default: none.")
    private String clusterName = "";

    @Option(
            names = "--build",
            paramLabel = "NUMBER",
            description = {
                "The server that the nodes are like: 8.1.2.0, the default, or newer, such as",
                "8.2.0.0."
            })
    private @Nullable String build;

    @Option(
            names = "--users",
            paramLabel = "FILE",
            description = {
                "Who may log in, and what roles there are, in lines",
                "user NAME PASSWORD ROLE... and role NAME PRIVILEGE..., with privileges such as",
                "read, read-write.test or read.test.flights. Default: nobody has to log in."
            })
    private @Nullable Path users;

    @Option(
            names = "--tls-certfile",
            paramLabel = "FILE",
            description = "The nodes' certificate, in PEM: connections are secured by TLS.")
    private @Nullable Path certificate;

    @Option(
            names = "--tls-keyfile",
            paramLabel = "FILE",
            description = "Its private key, in PEM, as PKCS#8 and not encrypted.")
    private @Nullable Path key;

    @Option(
            names = "--tls-name",
            paramLabel = "NAME",
            description = "What clients have to look for in the certificate.")
    private @Nullable String tlsName;

    @Option(
            names = "--tls-cafile",
            paramLabel = "FILE",
            description = "Authorities, in PEM: clients have to show a certificate of theirs.")
    private @Nullable Path authorities;

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
        Numbers.atLeast(1, "--nodes", nodes);
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

    private void secure(EmbeddedCluster.Builder builder) {
        try {
            Optional.ofNullable(users).map(SecuritySettings::read).ifPresent(builder::security);
            if (certificate != null && key != null && tlsName != null) {
                builder.tls(
                        NodeTls.of(
                                new KeyMaterial.Identity(certificate, key),
                                Optional.ofNullable(authorities),
                                tlsName));
            } else if (certificate != null
                    || key != null
                    || tlsName != null
                    || authorities != null) {
                throw new CliException(
                        ExitCode.USAGE,
                        "--tls-certfile, --tls-keyfile and --tls-name belong together, but one is"
                                + " missing.");
            }
        } catch (IllegalArgumentException e) {
            throw new CliException(ExitCode.USAGE, String.valueOf(e.getMessage()));
        }
    }

    @Override
    public Integer call() throws InterruptedException {
        Console console = context.console();
        requireSensible();
        CountDownLatch end = new CountDownLatch(1);
        EmbeddedCluster.Builder builder =
                EmbeddedCluster.builder()
                        .port(port)
                        .nodes(nodes)
                        .namespaces(namespaces.toArray(String[]::new))
                        .clusterName(clusterName);
        if (build != null) {
            try {
                builder.build(build);
            } catch (IllegalArgumentException e) {
                throw new CliException(ExitCode.USAGE, String.valueOf(e.getMessage()));
            }
        }
        secure(builder);
        try (EmbeddedCluster cluster = builder.start()) {
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

package dev.aerospikearrow.server;

import dev.aerospikearrow.protocol.tls.KeyMaterial;
import dev.aerospikearrow.protocol.wire.Quantity;
import dev.aerospikearrow.server.network.NodeTls;
import dev.aerospikearrow.server.security.SecuritySettings;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/** The program that runs an embedded cluster as a process until it is interrupted. */
public final class ServerMain {
    private static final String USAGE =
            """
            usage: server [--port 3000] [--nodes 1] [--namespaces test,bar] [--replication-factor 2]
                          [--cluster-name NAME] [--build NUMBER] [--users FILE]
                          [--tls-certfile FILE --tls-keyfile FILE --tls-name NAME [--tls-cafile FILE]]
              --port                where the first node listens; the others take the ports after it;
                                    0 for any free ports
              --nodes               how many nodes there are
              --namespaces          their names, separated by commas
              --replication-factor  copies of each partition, the master included
              --cluster-name        what clients may check
              --build               the server that the nodes are like: 8.1.2.0, the default, or newer
              --users               who may log in, in lines "user NAME PASSWORD ROLE..." and
                                    "role NAME PRIVILEGE..."; nobody has to without it
              --tls-certfile        the nodes' certificate, in PEM: connections are secured
              --tls-keyfile         its private key, in PEM, as PKCS#8 and not encrypted
              --tls-name            what clients have to look for in the certificate
              --tls-cafile          authorities; clients have to show a certificate of theirs""";

    private static final int EXIT_BAD_ARGUMENTS = 2;
    private static final int EXIT_FAILED = 1;
    private static final int DEFAULT_PORT = 3000;
    private static final int MAX_PORT = 65_535;

    private ServerMain() {}

    /** Starts the cluster that the arguments describe and waits. */
    public static void main(String[] arguments) throws InterruptedException {
        int status = run(arguments, System.out, System.err, new CountDownLatch(1));
        if (status != 0) {
            System.exit(status);
        }
    }

    /**
     * Runs until {@code end} is counted down or the process is interrupted.
     *
     * @return the exit status
     */
    static int run(String[] arguments, PrintStream out, PrintStream errors, CountDownLatch end)
            throws InterruptedException {
        EmbeddedCluster.Builder builder = EmbeddedCluster.builder().port(DEFAULT_PORT);
        try {
            parse(arguments, builder);
        } catch (IllegalArgumentException e) {
            errors.println(e.getMessage());
            errors.println(USAGE);
            return EXIT_BAD_ARGUMENTS;
        }
        try (EmbeddedCluster cluster = builder.start()) {
            Runtime.getRuntime().addShutdownHook(new Thread(cluster::close));
            for (EmbeddedNode node : cluster.nodes()) {
                out.println("node " + node.id() + " ready at " + node.host());
            }
            out.flush();
            end.await();
            return 0;
        } catch (UncheckedIOException e) {
            errors.println(e.getMessage());
            return EXIT_FAILED;
        }
    }

    private static void parse(String[] arguments, EmbeddedCluster.Builder builder) {
        int port = DEFAULT_PORT;
        int nodes = 1;
        Map<String, String> tls = new HashMap<>();
        for (int i = 0; i < arguments.length; i += 2) {
            String name = arguments[i];
            if (i + 1 == arguments.length) {
                throw new IllegalArgumentException(
                        name.startsWith("--")
                                ? "Argument " + name + " needs a value."
                                : "Unknown argument \"" + name + "\".");
            }
            String value = arguments[i + 1];
            switch (name) {
                case "--port" -> port = number(name, value, 0, MAX_PORT);
                case "--nodes" -> nodes = number(name, value, 1, 100);
                case "--build" -> builder.build(value);
                case "--cluster-name" -> builder.clusterName(value);
                case "--users" -> builder.security(SecuritySettings.read(Path.of(value)));
                case "--tls-certfile", "--tls-keyfile", "--tls-name", "--tls-cafile" ->
                        tls.put(name, value);
                case "--namespaces" -> builder.namespaces(value.split(","));
                case "--replication-factor" ->
                        builder.replicationFactor(number(name, value, 1, 100));
                default -> throw new IllegalArgumentException("Unknown argument \"" + name + "\".");
            }
        }
        if (port + nodes - 1 > MAX_PORT) {
            throw new IllegalArgumentException(
                    "The ports of "
                            + Quantity.of(nodes, "node")
                            + " from "
                            + port
                            + " on go beyond "
                            + MAX_PORT
                            + ".");
        }
        builder.port(port).nodes(nodes);
        if (!tls.isEmpty()) {
            builder.tls(tls(tls));
        }
    }

    private static NodeTls tls(Map<String, String> options) {
        for (String needed : List.of("--tls-certfile", "--tls-keyfile", "--tls-name")) {
            if (!options.containsKey(needed)) {
                throw new IllegalArgumentException("TLS needs " + needed + ", but it is missing.");
            }
        }
        return NodeTls.of(
                new KeyMaterial.Identity(
                        Path.of(options.get("--tls-certfile")),
                        Path.of(options.get("--tls-keyfile"))),
                Optional.ofNullable(options.get("--tls-cafile")).map(Path::of),
                options.get("--tls-name"));
    }

    private static int number(String name, String value, int least, int most) {
        try {
            int number = Integer.parseInt(value);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Reported below, like a number out of range.
        }
        throw new IllegalArgumentException(
                "Argument "
                        + name
                        + " is a number from "
                        + least
                        + " to "
                        + most
                        + ", but found \""
                        + value
                        + "\".");
    }
}

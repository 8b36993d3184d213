package dev.aerospikearrow.cli;

import dev.aerospikearrow.cli.console.CliException;
import dev.aerospikearrow.cli.console.Console;
import dev.aerospikearrow.cli.console.ExitCode;
import dev.aerospikearrow.client.AerospikeClient;
import dev.aerospikearrow.client.BatchPolicy;
import dev.aerospikearrow.client.ClientConfig;
import dev.aerospikearrow.client.ClientConfig.AnnouncedAddress;
import dev.aerospikearrow.client.ClientConfig.StatisticsDetail;
import dev.aerospikearrow.client.Credentials;
import dev.aerospikearrow.client.Credentials.Method;
import dev.aerospikearrow.client.NoSeedReachableException;
import dev.aerospikearrow.client.QueryPolicy;
import dev.aerospikearrow.client.ReadPolicy;
import dev.aerospikearrow.client.ReplicaPolicy;
import dev.aerospikearrow.client.TlsSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options about the cluster, and how long to wait for it and for its answers. */
final class ClusterOptions {
    private static final String DEFAULT_HOSTS = "localhost:3000";
    private static final String PASSWORD_VARIABLE = "AEROSPIKE_PASSWORD";

    @Option(
            names = {"-H", "--hosts"},
            paramLabel = "HOST:PORT,...",
            defaultValue = "${env:AEROSPIKE_HOSTS:-" + DEFAULT_HOSTS + "}",
            description = {
                "Nodes to start from; they make the others known.",
                "Default: $AEROSPIKE_HOSTS, or " + DEFAULT_HOSTS + "."
            })
    private String hosts = DEFAULT_HOSTS;

    @Option(
            names = "--connect-timeout",
            paramLabel = "SECONDS",
            defaultValue = "3",
            description = "How long a connection may take. Default: ${DEFAULT-VALUE}.")
    private double connectSeconds;

    @Option(
            names = "--retry-for",
            paramLabel = "SECONDS",
            defaultValue = "60",
            description = {
                "How long what nodes refuse or do not answer is asked for again: rows and keys all",
                "in all, a scan while nothing of it comes. Default: ${DEFAULT-VALUE}."
            })
    private double retrySeconds;

    @Option(
            names = "--cluster-name",
            paramLabel = "NAME",
            description = "The name that the cluster must have. Default: any.")
    private @Nullable String clusterName;

    @Option(
            names = "--services-alternate",
            description = "Nodes are reached at their alternate addresses.")
    private boolean usesAlternateServices;

    @Option(
            names = "--prefer-racks",
            paramLabel = "RACK,...",
            split = ",",
            hideParamSyntax = true,
            description = {
                "Racks whose nodes are read from where they have a copy, the best first.",
                "Default: none, masters are read."
            })
    private int[] racks = {};

    @Option(
            names = "--tls-enable",
            description = {
                "Connections are secured by TLS, as they are with the options that follow. A node's",
                "certificate is for its TLS name, host:tlsname:port in --hosts, or else its host."
            })
    private boolean isTlsEnabled;

    @Option(
            names = "--tls-cafile",
            paramLabel = "FILE",
            description = {
                "Certificates of the authorities that are trusted, in PEM.",
                "Default: those that Java trusts."
            })
    private @Nullable Path trustedCertificates;

    @Option(
            names = "--tls-certfile",
            paramLabel = "FILE",
            description = "The client's own certificate, in PEM, for nodes that want one.")
    private @Nullable Path clientCertificate;

    @Option(
            names = "--tls-keyfile",
            paramLabel = "FILE",
            description = "Its private key, in PEM, as PKCS#8 and not encrypted.")
    private @Nullable Path clientKey;

    @Option(
            names = {"-U", "--user"},
            paramLabel = "NAME",
            description = {
                "Who logs in, on clusters with security. The password is asked for, unless it is in a",
                "file or in $" + PASSWORD_VARIABLE + "."
            })
    private @Nullable String user;

    @Option(
            names = "--password-file",
            paramLabel = "FILE",
            description = {
                "The password is the first line of this file, which is read again whenever there is",
                "a login."
            })
    private @Nullable Path passwordFile;

    @Option(
            names = "--auth",
            paramLabel = "METHOD",
            defaultValue = "internal",
            description = {
                "Who checks the login: internal, the cluster; external, an LDAP server, with TLS;",
                "external_insecure, the same without TLS; pki, the cluster, by --tls-certfile.",
                "Default: ${DEFAULT-VALUE}."
            })
    private String method = "internal";

    /**
     * @param console asks for a password
     * @param report of what the client does, if that is wanted
     */
    AerospikeClient connect(Console console, Optional<StatisticsReport> report) {
        Duration retries = retryTime();
        ReplicaPolicy replica =
                racks.length == 0 ? ReplicaPolicy.SEQUENCE : ReplicaPolicy.PREFER_RACK;
        ClientConfig.Builder config =
                seeds().connectTimeout(Numbers.seconds("--connect-timeout", connectSeconds))
                        .policy(ReadPolicy.builder().totalTimeout(retries).replica(replica).build())
                        .policy(
                                BatchPolicy.builder()
                                        .totalTimeout(retries)
                                        .replica(replica)
                                        .build())
                        .policy(
                                QueryPolicy.builder()
                                        .retryTimeout(retries)
                                        .replica(replica)
                                        .build());
        Optional.ofNullable(clusterName).ifPresent(config::clusterName);
        if (usesAlternateServices) {
            config.announcedAddress(AnnouncedAddress.ALTERNATE);
        }
        setRacks(config);
        tls().ifPresent(config::tls);
        report.ifPresent(
                listener -> config.listener(listener).statisticsDetail(StatisticsDetail.STAGES));
        credentials(console).ifPresent(config::credentials);
        try {
            return AerospikeClient.connect(config.build());
        } catch (IllegalArgumentException e) {
            throw new CliException(ExitCode.USAGE, String.valueOf(e.getMessage()));
        } catch (NoSeedReachableException e) {
            throw hosts().equals(DEFAULT_HOSTS) ? nothingOnThisMachine(e) : e;
        }
    }

    private String hosts() {
        return hosts.isBlank() ? DEFAULT_HOSTS : hosts;
    }

    private static CliException nothingOnThisMachine(NoSeedReachableException cause) {
        return new CliException(
                ExitCode.UNREACHABLE,
                cause.getMessage()
                        + " A cluster elsewhere is named by --hosts or $AEROSPIKE_HOSTS; to try"
                        + " things without one, run 'aerospike-arrow serve' in another terminal.",
                cause);
    }

    private ClientConfig.Builder seeds() {
        try {
            return ClientConfig.builder(hosts());
        } catch (IllegalArgumentException e) {
            throw new CliException(ExitCode.USAGE, "--hosts: " + e.getMessage());
        }
    }

    private Optional<Credentials> credentials(Console console) {
        Method chosen = method();
        String name = user;
        if (chosen == Method.PKI) {
            if (name != null || passwordFile != null) {
                throw new CliException(
                        ExitCode.USAGE,
                        "--auth pki takes the user from the certificate; leave --user and"
                                + " --password-file out.");
            }
            return Optional.of(Credentials.pki());
        }
        if (name == null) {
            if (passwordFile != null) {
                throw new CliException(
                        ExitCode.USAGE, "--password-file needs --user, but it is missing.");
            }
            return Optional.empty();
        }
        return Optional.of(Credentials.of(chosen, name, password(console, name)));
    }

    private Method method() {
        for (Method one : Method.values()) {
            if (one.name().equalsIgnoreCase(method)) {
                return one;
            }
        }
        throw new CliException(
                ExitCode.USAGE,
                "--auth is internal, external, external_insecure or pki, but found \""
                        + method
                        + "\".");
    }

    /** From a file, else from the environment, else from whoever sits there. */
    private Supplier<char[]> password(Console console, String name) {
        if (passwordFile != null) {
            return Credentials.passwordIn(passwordFile);
        }
        String variable = console.environment().get(PASSWORD_VARIABLE);
        if (variable != null) {
            return variable::toCharArray;
        }
        char[] written = console.secrets().apply("Password of " + name + ": ");
        if (written == null) {
            throw new CliException(
                    ExitCode.USAGE,
                    "There is nobody to ask for the password of "
                            + name
                            + ". Name its file with --password-file, or set $"
                            + PASSWORD_VARIABLE
                            + ".");
        }
        return () -> written;
    }

    private void setRacks(ClientConfig.Builder config) {
        try {
            config.racks(racks);
        } catch (IllegalArgumentException e) {
            throw new CliException(ExitCode.USAGE, "--prefer-racks: " + e.getMessage());
        }
    }

    private Optional<TlsSettings> tls() {
        Path certificate = clientCertificate;
        Path key = clientKey;
        if ((certificate == null) != (key == null)) {
            throw new CliException(
                    ExitCode.USAGE,
                    "--tls-certfile and --tls-keyfile belong together, but one is missing.");
        }
        if (!isTlsEnabled && trustedCertificates == null && certificate == null) {
            return Optional.empty();
        }
        TlsSettings.Builder settings = TlsSettings.builder();
        Optional.ofNullable(trustedCertificates).ifPresent(settings::trustCertificates);
        if (certificate != null && key != null) {
            settings.clientCertificate(certificate, key);
        }
        return Optional.of(settings.build());
    }

    /** How long what can still succeed is tried again. */
    Duration retryTime() {
        return Numbers.seconds("--retry-for", retrySeconds);
    }
}

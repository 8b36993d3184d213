package dev.aerospikearrow.client;

import dev.aerospikearrow.client.ClientConfig.AnnouncedAddress;
import dev.aerospikearrow.client.Credentials.Method;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** What the variables of an environment say of a cluster and of how to connect to it. */
final class EnvironmentSettings {
    private static final String HOSTS = "AEROSPIKE_HOSTS";
    private static final String CLUSTER_NAME = "AEROSPIKE_CLUSTER_NAME";
    private static final String SERVICES_ALTERNATE = "AEROSPIKE_SERVICES_ALTERNATE";
    private static final String PREFER_RACKS = "AEROSPIKE_PREFER_RACKS";
    private static final String TLS_ENABLE = "AEROSPIKE_TLS_ENABLE";
    private static final String TLS_CA_FILE = "AEROSPIKE_TLS_CAFILE";
    private static final String TLS_CERT_FILE = "AEROSPIKE_TLS_CERTFILE";
    private static final String TLS_KEY_FILE = "AEROSPIKE_TLS_KEYFILE";
    private static final String USER = "AEROSPIKE_USER";
    private static final String PASSWORD = "AEROSPIKE_PASSWORD";
    private static final String PASSWORD_FILE = "AEROSPIKE_PASSWORD_FILE";
    private static final String AUTH = "AEROSPIKE_AUTH";

    private final Map<String, String> environment;

    EnvironmentSettings(Map<String, String> environment) {
        this.environment = environment;
    }

    /**
     * @throws IllegalArgumentException if a variable is wrong; says which, never its value if it is
     *     a password
     */
    ClientConfig.Builder config() {
        ClientConfig.Builder config =
                ClientConfig.builder(value(HOSTS).orElse("localhost:" + Host.DEFAULT_PORT));
        value(CLUSTER_NAME).ifPresent(config::clusterName);
        if (truth(SERVICES_ALTERNATE)) {
            config.announcedAddress(AnnouncedAddress.ALTERNATE);
        }
        value(PREFER_RACKS)
                .map(EnvironmentSettings::racks)
                .ifPresent(racks -> prefer(config, racks));
        tls().ifPresent(config::tls);
        credentials().ifPresent(config::credentials);
        return config;
    }

    private Optional<String> value(String name) {
        return Optional.ofNullable(environment.get(name)).filter(value -> !value.isBlank());
    }

    private boolean truth(String name) {
        return value(name)
                .map(
                        text ->
                                switch (text.strip().toLowerCase(Locale.ROOT)) {
                                    case "true", "1" -> true;
                                    case "false", "0" -> false;
                                    default ->
                                            throw new IllegalArgumentException(
                                                    name
                                                            + " is true or false, but found \""
                                                            + text
                                                            + "\".");
                                })
                .orElse(false);
    }

    private static int[] racks(String text) {
        try {
            return Arrays.stream(text.split(","))
                    .map(String::strip)
                    .mapToInt(Integer::parseInt)
                    .toArray();
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    PREFER_RACKS + " is numbers of racks, with commas, but found \"" + text + "\".",
                    e);
        }
    }

    private static void prefer(ClientConfig.Builder config, int[] racks) {
        config.racks(racks)
                .policy(ReadPolicy.builder().replica(ReplicaPolicy.PREFER_RACK).build())
                .policy(BatchPolicy.builder().replica(ReplicaPolicy.PREFER_RACK).build())
                .policy(QueryPolicy.builder().replica(ReplicaPolicy.PREFER_RACK).build());
    }

    private Optional<TlsSettings> tls() {
        Optional<Path> authorities = value(TLS_CA_FILE).map(Path::of);
        Optional<Path> certificate = value(TLS_CERT_FILE).map(Path::of);
        Optional<Path> key = value(TLS_KEY_FILE).map(Path::of);
        if (certificate.isPresent() != key.isPresent()) {
            throw new IllegalArgumentException(
                    TLS_CERT_FILE
                            + " and "
                            + TLS_KEY_FILE
                            + " belong together, but one is missing.");
        }
        if (!truth(TLS_ENABLE) && authorities.isEmpty() && certificate.isEmpty()) {
            return Optional.empty();
        }
        TlsSettings.Builder settings = TlsSettings.builder();
        authorities.ifPresent(settings::trustCertificates);
        if (certificate.isPresent() && key.isPresent()) {
            settings.clientCertificate(certificate.get(), key.get());
        }
        return Optional.of(settings.build());
    }

    private Optional<Credentials> credentials() {
        Method method = value(AUTH).map(EnvironmentSettings::method).orElse(Method.INTERNAL);
        if (method == Method.PKI) {
            return Optional.of(Credentials.pki());
        }
        Optional<String> user = value(USER);
        if (user.isEmpty()) {
            return Optional.empty();
        }
        Supplier<char[]> password =
                value(PASSWORD_FILE)
                        .map(Path::of)
                        .map(Credentials::passwordIn)
                        .or(() -> value(PASSWORD).map(text -> text::toCharArray))
                        .orElseThrow(
                                () ->
                                        new IllegalArgumentException(
                                                USER
                                                        + " needs "
                                                        + PASSWORD_FILE
                                                        + " or "
                                                        + PASSWORD
                                                        + ", but both are missing."));
        return Optional.of(Credentials.of(method, user.get(), password));
    }

    private static Method method(String text) {
        for (Method method : Method.values()) {
            if (method.name().equalsIgnoreCase(text.strip())) {
                return method;
            }
        }
        throw new IllegalArgumentException(
                AUTH
                        + " is one of "
                        + Arrays.stream(Method.values())
                                .map(method -> method.name().toLowerCase(Locale.ROOT))
                                .collect(Collectors.joining(", "))
                        + ", but found \""
                        + text
                        + "\".");
    }
}

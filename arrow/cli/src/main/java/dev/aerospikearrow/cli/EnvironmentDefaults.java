package dev.aerospikearrow.cli;

import java.lang.reflect.Field;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * The options about the cluster that are not given, from the environment: {@code --tls-cafile} is
 * {@code $AEROSPIKE_TLS_CAFILE}, as for every program that calls {@code
 * ClientConfig.fromEnvironment}.
 */
final class EnvironmentDefaults implements IDefaultValueProvider {
    private final Map<String, String> environment;

    EnvironmentDefaults(Map<String, String> environment) {
        this.environment = environment;
    }

    @Override
    public @Nullable String defaultValue(ArgSpec argument) {
        if (!(argument instanceof OptionSpec option)
                || !(option.userObject() instanceof Field field)
                || field.getDeclaringClass() != ClusterOptions.class) {
            return null;
        }
        String value = environment.get(variable(option.longestName()));
        return value == null || value.isBlank() ? null : value;
    }

    private static String variable(String option) {
        return "AEROSPIKE_" + option.substring(2).toUpperCase(Locale.ROOT).replace('-', '_');
    }
}

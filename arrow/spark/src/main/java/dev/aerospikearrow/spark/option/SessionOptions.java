package dev.aerospikearrow.spark.option;

import java.util.Map;
import org.apache.spark.sql.SparkSession;
import scala.jdk.javaapi.CollectionConverters;

/** The options of a call together with those of the session's configuration. */
public final class SessionOptions {
    private SessionOptions() {}

    /**
     * The options of a call; what it does not say is taken from {@code spark.conf}.
     *
     * @throws IllegalArgumentException if a name is not known or a value is wrong
     */
    public static ConnectorOptions with(Map<String, String> options) {
        return ConnectorOptions.of(
                options, CollectionConverters.asJava(SparkSession.active().conf().getAll()));
    }
}

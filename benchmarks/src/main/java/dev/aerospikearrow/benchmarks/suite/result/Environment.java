package dev.aerospikearrow.benchmarks.suite.result;

import java.util.Map;

/**
 * The environment that the figures come from.
 *
 * @param time when the run started, ISO 8601 in UTC
 * @param server what kind of server answered
 * @param facts what there is to know about machine, server, versions, by name
 */
public record Environment(String time, Server server, Map<String, String> facts) {
    /** A kind of server. */
    public enum Server {
        /** Aerospike's. */
        REAL("real", "a real Aerospike server"),
        /** This project's. */
        EMBEDDED("embedded", "the embedded server of this project");

        private final String key;
        private final String title;

        Server(String key, String title) {
            this.key = key;
            this.title = title;
        }

        /** For the names of files. */
        public String key() {
            return key;
        }

        /** For pages. */
        public String title() {
            return title;
        }
    }
}

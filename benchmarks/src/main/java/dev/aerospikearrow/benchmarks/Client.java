package dev.aerospikearrow.benchmarks;

import dev.aerospikearrow.client.BatchPolicy;
import dev.aerospikearrow.client.RowExecution;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The clients that are compared, and other ways of using them. */
public enum Client {
    /** Into Arrow vectors, with every default. */
    COLUMNAR {
        @Override
        Contestant connect(String hosts) {
            return new ColumnarContestant(hosts, BatchPolicy.DEFAULT);
        }
    },
    /** The same with one request per node at a time. */
    COLUMNAR_1_REQUEST {
        @Override
        Contestant connect(String hosts) {
            return new ColumnarContestant(hosts, requestsPerNode(1));
        }
    },
    /** The same with up to four requests per node at a time. */
    COLUMNAR_4_REQUESTS {
        @Override
        Contestant connect(String hosts) {
            return new ColumnarContestant(hosts, requestsPerNode(4));
        }
    },
    /** The same with rows spread over all threads of a node. */
    COLUMNAR_SPREAD {
        @Override
        Contestant connect(String hosts) {
            return new ColumnarContestant(hosts, spread());
        }
    },
    /** The map API, with every default. */
    MAPS {
        @Override
        Contestant connect(String hosts) {
            return MapContestant.connect(hosts, BatchPolicy.DEFAULT);
        }
    },
    /** The same, whose asynchronous gets are sent together as batches. */
    MAPS_COALESCING {
        @Override
        Contestant connect(String hosts) {
            return MapContestant.coalescing(hosts, BatchPolicy.DEFAULT);
        }
    },
    /** The map API with one request per node at a time. */
    MAPS_1_REQUEST {
        @Override
        Contestant connect(String hosts) {
            return MapContestant.connect(hosts, requestsPerNode(1));
        }
    },
    /** The same with rows spread over all threads of a node. */
    MAPS_SPREAD {
        @Override
        Contestant connect(String hosts) {
            return MapContestant.connect(hosts, spread());
        }
    },
    /** The official client, all nodes at once. */
    OFFICIAL {
        @Override
        Contestant connect(String hosts) {
            return new OfficialContestant(hosts, OfficialContestant.Rows.INLINE);
        }
    },
    /** The same with rows spread over all threads of a node. */
    OFFICIAL_SPREAD {
        @Override
        Contestant connect(String hosts) {
            return new OfficialContestant(hosts, OfficialContestant.Rows.SPREAD);
        }
    };

    /** Those that are compared unless others are asked for. */
    static final List<Client> USUAL = List.of(COLUMNAR, MAPS, OFFICIAL);

    abstract Contestant connect(String hosts);

    /** For command lines and tables. */
    String title() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * The client of that title.
     *
     * @throws IllegalArgumentException if there is none; the message lists those that there are
     */
    static Client of(String title) {
        return Arrays.stream(values())
                .filter(client -> client.title().equals(title))
                .findFirst()
                .orElseThrow(
                        () ->
                                new IllegalArgumentException(
                                        "There is no client \""
                                                + title
                                                + "\". Clients: "
                                                + titles(Arrays.asList(values()))
                                                + "."));
    }

    static String titles(List<Client> clients) {
        return String.join(",", clients.stream().map(Client::title).toList());
    }

    private static BatchPolicy requestsPerNode(int count) {
        return BatchPolicy.builder().requestsPerNode(count).build();
    }

    private static BatchPolicy spread() {
        return BatchPolicy.builder().rowExecution(RowExecution.SPREAD).build();
    }
}

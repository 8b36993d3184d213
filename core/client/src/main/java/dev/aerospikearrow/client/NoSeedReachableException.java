package dev.aerospikearrow.client;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A failure to connect: none of the configured seeds leads to a cluster, each for its own reason.
 */
public final class NoSeedReachableException extends ClusterUnavailableException {
    private static final long serialVersionUID = 1L;

    private final transient Map<String, String> reasons;

    /**
     * @param reasons why not, by seed
     */
    public NoSeedReachableException(Map<String, String> reasons) {
        super(
                "No seed leads to a cluster. "
                        + reasons.entrySet().stream()
                                .map(entry -> entry.getKey() + ": " + entry.getValue())
                                .collect(Collectors.joining("; "))
                        + ". Check host names, ports and whether the servers run.",
                null,
                false);
        this.reasons = Collections.unmodifiableMap(new LinkedHashMap<>(reasons));
    }

    /** Why not, by seed. */
    public Map<String, String> reasons() {
        return reasons;
    }
}

package dev.aerospikearrow.server.security;

import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** The logins of one node: sessions, and how many connections each user has. Thread-safe. */
public final class NodeSecurity {
    private static final int TOKEN_LENGTH = 32;

    private final SecurityState state;
    private final InstantSource clock;
    private final SecureRandom random = new SecureRandom();
    private final Map<String, Session> sessions = new ConcurrentHashMap<>();
    private final Map<String, AtomicInteger> connections = new ConcurrentHashMap<>();

    /** Connections that logged in before it changed are not known any more. */
    private volatile int epoch;

    /** Who may come back by a token, and until when. */
    private record Session(String user, Instant end) {}

    /**
     * @param state what the nodes have in common
     * @param clock tells when sessions end
     */
    public NodeSecurity(SecurityState state, InstantSource clock) {
        this.state = state;
        this.clock = clock;
    }

    SecurityState state() {
        return state;
    }

    int epoch() {
        return epoch;
    }

    /** Forgets all logins: of connections that are open, and of those who could come back. */
    public void forgetLogins() {
        sessions.clear();
        epoch++;
    }

    /** A token by which a user can come back. */
    byte[] newToken(String user) {
        byte[] token = new byte[TOKEN_LENGTH];
        random.nextBytes(token);
        Instant now = clock.instant();
        sessions.values().removeIf(session -> !now.isBefore(session.end()));
        sessions.put(key(token), new Session(user, now.plus(state.sessionTtl())));
        return token;
    }

    /** Who comes back by a token; empty if nobody may. */
    Optional<String> userOf(byte[] token) {
        return Optional.ofNullable(sessions.get(key(token)))
                .filter(session -> clock.instant().isBefore(session.end()))
                .map(Session::user);
    }

    private static String key(byte[] token) {
        return HexFormat.of().formatHex(token);
    }

    void count(String user, int more) {
        connections.computeIfAbsent(user, name -> new AtomicInteger()).addAndGet(more);
    }

    int connectionsOf(String user) {
        AtomicInteger count = connections.get(user);
        return count == null ? 0 : count.get();
    }
}

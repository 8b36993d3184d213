package dev.aerospikearrow.client.login;

import dev.aerospikearrow.client.Credentials;
import dev.aerospikearrow.client.Credentials.Method;
import dev.aerospikearrow.client.Credentials.WithoutSecurity;
import dev.aerospikearrow.data.ResultCode;
import dev.aerospikearrow.protocol.security.AdminCommand;
import dev.aerospikearrow.protocol.security.AdminField;
import dev.aerospikearrow.protocol.security.AdminMessage;
import dev.aerospikearrow.protocol.security.PasswordHash;
import dev.aerospikearrow.protocol.wire.MalformedReplyException;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The login to one node: its session, by whose token connections are let in, until it ends or the
 * node has forgotten it. Thread-safe.
 */
public final class NodeLogin {
    private static final Logger LOG = LoggerFactory.getLogger(NodeLogin.class);

    /** So long before a session ends, there is another one. */
    private static final long RENEWAL_NANOS = TimeUnit.SECONDS.toNanos(60);

    /** A node that refuses a login is not asked again at once by the same means. */
    private static final long SHORTEST_PAUSE_NANOS = TimeUnit.SECONDS.toNanos(1);

    private static final long LONGEST_PAUSE_NANOS = TimeUnit.SECONDS.toNanos(30);

    private static final byte[] NO_HASH = {};

    private final LoginSecret secret;
    private final String where;
    private final AtomicInteger generation = new AtomicInteger();
    private volatile @Nullable Session session;
    private volatile @Nullable Refusal refusal;
    private volatile boolean warned;

    /**
     * What the node has given.
     *
     * @param renewalNanos from when on another one is wanted, if it ends at all
     */
    private record Session(byte[] token, Optional<Long> renewalNanos) {
        boolean isUsable(long nowNanos) {
            return renewalNanos.isEmpty() || renewalNanos.get() - nowNanos > 0;
        }
    }

    /** What the node has said, to what, and until when it is not asked the same again. */
    private record Refusal(
            LoginRefusedException told, byte[] hash, long untilNanos, long pauseNanos) {}

    /**
     * @param where where the node is, for the log
     */
    public NodeLogin(LoginSecret secret, String where) {
        this.secret = secret;
        this.where = where;
    }

    Credentials credentials() {
        return secret.credentials();
    }

    /** Begins to log in a connection. */
    public LoginDialog begin(long nowNanos) {
        Session known = session;
        return new LoginDialog(
                this,
                generation.get(),
                known != null && known.isUsable(nowNanos) ? known.token() : null);
    }

    /** Whether the session ends soon, or has ended. A new connection gets another one. */
    public boolean wantsRenewal(long nowNanos) {
        Session known = session;
        return known != null && !known.isUsable(nowNanos);
    }

    /** Connections of older generations are not logged in any more. */
    public int generation() {
        return generation.get();
    }

    /** The node has forgotten the connections of a generation, and the token with them. */
    public void forget(int forgotten) {
        if (generation.compareAndSet(forgotten, forgotten + 1)) {
            session = null;
            LOG.info(
                    "The node at {} has forgotten the login of {}; it is logged in again",
                    where,
                    credentials());
        }
    }

    /** The token is of no use. */
    void drop(byte[] token) {
        Session known = session;
        if (known != null && known.token() == token) {
            session = null;
        }
    }

    AdminMessage authentication(byte[] token) {
        AdminMessage message = AdminMessage.request(AdminCommand.AUTHENTICATE);
        Optional<String> user = credentials().user();
        if (user.isPresent()) {
            message = message.with(AdminField.USER, user.get());
        }
        return message.with(AdminField.SESSION_TOKEN, token);
    }

    /** What is shown to the node, and its hash, by which a refusal of the same is known. */
    record Login(AdminMessage message, byte[] hash) {}

    Login login(long nowNanos) {
        if (credentials().method() == Method.PKI) {
            return new Login(
                    AdminMessage.request(AdminCommand.LOGIN), remembered(NO_HASH, nowNanos));
        }
        LoginSecret.Shown shown = secret.current();
        AdminMessage message =
                AdminMessage.request(AdminCommand.LOGIN)
                        .with(AdminField.USER, credentials().user().orElse(""))
                        .with(AdminField.CREDENTIAL, shown.hash());
        if (credentials().method() != Method.INTERNAL) {
            message = message.with(AdminField.CLEAR_PASSWORD, PasswordHash.utf8(shown.password()));
        }
        return new Login(message, remembered(shown.hash(), nowNanos));
    }

    /** Throws what the node has said to the same a moment ago. */
    private byte[] remembered(byte[] hash, long nowNanos) {
        Refusal last = refusal;
        if (last != null && last.hash() == hash && last.untilNanos() - nowNanos > 0) {
            throw last.told();
        }
        return hash;
    }

    /** The node has answered a login; throws if it lets nobody in. */
    void answered(AdminMessage answer, byte[] hash, long nowNanos) {
        int code = answer.resultCode();
        if (code == ResultCode.SECURITY_NOT_SUPPORTED.code()
                || code == ResultCode.SECURITY_NOT_ENABLED.code()) {
            goOnWithoutSecurity(code);
            return;
        }
        if (code != ResultCode.OK.code()) {
            throw refuse(code, hash, nowNanos);
        }
        byte[] token =
                answer.bytes(AdminField.SESSION_TOKEN)
                        .orElseThrow(
                                () ->
                                        new MalformedReplyException(
                                                "a session token expected, found none in " + answer,
                                                0));
        OptionalInt seconds = answer.number(AdminField.SESSION_TTL);
        session =
                new Session(
                        token,
                        seconds.isPresent()
                                ? Optional.of(nowNanos + untilRenewal(seconds.getAsInt()))
                                : Optional.empty());
        refusal = null;
    }

    /** A minute before the end, or in the middle of a short session. */
    private static long untilRenewal(int ttlSeconds) {
        long ttlNanos = TimeUnit.SECONDS.toNanos(Integer.toUnsignedLong(ttlSeconds));
        return ttlNanos - Math.min(RENEWAL_NANOS, ttlNanos / 2);
    }

    private LoginRefusedException refuse(int code, byte[] hash, long nowNanos) {
        LoginRefusedException told =
                new LoginRefusedException(LoginTrouble.describe(code, credentials()), code, null);
        Refusal last = refusal;
        long pause =
                last != null && last.hash() == hash
                        ? Math.min(LONGEST_PAUSE_NANOS, 2 * last.pauseNanos())
                        : SHORTEST_PAUSE_NANOS;
        refusal = new Refusal(told, hash, nowNanos + pause, pause);
        return told;
    }

    void goOnWithoutSecurity(int code) {
        if (credentials().withoutSecurity() == WithoutSecurity.REFUSE) {
            throw new LoginRefusedException(LoginTrouble.describe(code, credentials()), code, null);
        }
        if (!warned) {
            warned = true;
            LOG.warn(
                    "The node at {} has no security ({}) and is used without a login",
                    where,
                    ResultCode.describe(code));
        }
    }
}

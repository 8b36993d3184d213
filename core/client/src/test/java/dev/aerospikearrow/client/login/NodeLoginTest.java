package dev.aerospikearrow.client.login;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aerospikearrow.client.Credentials;
import dev.aerospikearrow.client.Credentials.Method;
import dev.aerospikearrow.client.Credentials.WithoutSecurity;
import dev.aerospikearrow.data.ResultCode;
import dev.aerospikearrow.protocol.security.AdminCommand;
import dev.aerospikearrow.protocol.security.AdminField;
import dev.aerospikearrow.protocol.security.AdminMessage;
import dev.aerospikearrow.protocol.security.PasswordHash;
import dev.aerospikearrow.protocol.wire.WireBuffer;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** The session of a node, in simulated time. */
class NodeLoginTest {
    private static final byte[] TOKEN = {1, 2, 3};

    private final AtomicReference<String> password = new AtomicReference<>("secret");
    private final AtomicInteger asked = new AtomicInteger();
    private long now;

    private LoginSecret secret(Method method) {
        return new LoginSecret(
                Credentials.of(
                        method,
                        "ann",
                        () -> {
                            asked.incrementAndGet();
                            return password.get().toCharArray();
                        }));
    }

    private NodeLogin login() {
        return new NodeLogin(secret(Method.INTERNAL), "a:3000");
    }

    private AdminMessage requestOf(LoginDialog dialog) {
        byte[] frame = dialog.request(now);
        return AdminMessage.decode(frame, 8, frame.length - 8).get(0);
    }

    private boolean answer(LoginDialog dialog, AdminMessage answer) {
        WireBuffer frame = new WireBuffer();
        answer.encode(frame);
        return dialog.take(frame.array(), 8, frame.length() - 8, now);
    }

    private static AdminMessage session(int seconds) {
        return AdminMessage.answer(0)
                .with(AdminField.SESSION_TOKEN, TOKEN)
                .with(AdminField.SESSION_TTL, seconds);
    }

    private static AdminMessage refusal(ResultCode code) {
        return AdminMessage.answer(code.code());
    }

    private void logIn(NodeLogin login, AdminMessage answer) {
        LoginDialog dialog = login.begin(now);
        requestOf(dialog);
        assertTrue(answer(dialog, answer));
    }

    private AdminCommand firstRequest(NodeLogin login) {
        return requestOf(login.begin(now)).command().orElseThrow();
    }

    @Test
    void theFirstConnectionLogsInAndOthersShowItsToken() {
        NodeLogin login = login();
        LoginDialog first = login.begin(now);
        AdminMessage request = requestOf(first);

        assertEquals(AdminCommand.LOGIN, request.command().orElseThrow());
        assertEquals("ann", request.text(AdminField.USER).orElseThrow());
        assertArrayEquals(
                PasswordHash.of("secret".toCharArray()),
                request.bytes(AdminField.CREDENTIAL).orElseThrow());
        assertTrue(request.bytes(AdminField.CLEAR_PASSWORD).isEmpty());
        assertTrue(answer(first, session(3600)));

        AdminMessage next = requestOf(login.begin(now));

        assertEquals(AdminCommand.AUTHENTICATE, next.command().orElseThrow());
        assertArrayEquals(TOKEN, next.bytes(AdminField.SESSION_TOKEN).orElseThrow());
    }

    @Test
    void anExternalLoginSendsThePasswordItself() {
        NodeLogin login = new NodeLogin(secret(Method.EXTERNAL), "a:3000");

        assertArrayEquals(
                PasswordHash.utf8("secret".toCharArray()),
                requestOf(login.begin(now)).bytes(AdminField.CLEAR_PASSWORD).orElseThrow());
    }

    @Test
    void aLoginByCertificateSaysNothingOfItself() {
        NodeLogin login = new NodeLogin(new LoginSecret(Credentials.pki()), "a:3000");
        AdminMessage request = requestOf(login.begin(now));

        assertEquals(AdminCommand.LOGIN, request.command().orElseThrow());
        assertTrue(request.text(AdminField.USER).isEmpty());
        assertTrue(request.bytes(AdminField.CREDENTIAL).isEmpty());
    }

    @Test
    void aSessionIsRenewedAMinuteBeforeItsEndOrInTheMiddleOfAShortOne() {
        NodeLogin login = login();
        logIn(login, session(3600));
        now = TimeUnit.SECONDS.toNanos(3539);
        assertFalse(login.wantsRenewal(now));
        assertEquals(AdminCommand.AUTHENTICATE, firstRequest(login));
        now = TimeUnit.SECONDS.toNanos(3540);
        assertTrue(login.wantsRenewal(now));
        assertEquals(AdminCommand.LOGIN, firstRequest(login));

        logIn(login, session(10));
        now += TimeUnit.SECONDS.toNanos(4);
        assertFalse(login.wantsRenewal(now));
        now += TimeUnit.SECONDS.toNanos(1);
        assertTrue(login.wantsRenewal(now));
    }

    @Test
    void aSessionWithoutAnEndIsNotRenewed() {
        NodeLogin login = login();
        logIn(login, AdminMessage.answer(0).with(AdminField.SESSION_TOKEN, TOKEN));
        now = Long.MAX_VALUE / 2;

        assertFalse(login.wantsRenewal(now));
        assertEquals(AdminCommand.AUTHENTICATE, firstRequest(login));
    }

    @Test
    void aTokenThatTheNodeDoesNotKnowIsFollowedByOneLogin() {
        NodeLogin login = login();
        logIn(login, session(3600));
        LoginDialog dialog = login.begin(now);
        requestOf(dialog);

        assertFalse(answer(dialog, refusal(ResultCode.EXPIRED_SESSION)));
        assertEquals(AdminCommand.LOGIN, requestOf(dialog).command().orElseThrow());
        assertTrue(dialog.isFresh());
        assertThrows(
                LoginRefusedException.class,
                () -> answer(dialog, refusal(ResultCode.EXPIRED_SESSION)));
    }

    @Test
    void aNodeThatHasForgottenConnectionsIsLoggedInToAgain() {
        NodeLogin login = login();
        logIn(login, session(3600));
        int generation = login.generation();

        login.forget(generation);
        login.forget(generation);

        assertEquals(generation + 1, login.generation());
        assertEquals(AdminCommand.LOGIN, firstRequest(login));
    }

    @Test
    void aChangedPasswordIsAskedForAtTheNextLogin() {
        NodeLogin login = login();
        logIn(login, session(3600));
        login.forget(login.generation());
        password.set("another");

        assertArrayEquals(
                PasswordHash.of("another".toCharArray()),
                requestOf(login.begin(now)).bytes(AdminField.CREDENTIAL).orElseThrow());
    }

    @Test
    void aPasswordThatThisClientChangedIsUsedUntilAnotherOneIsGiven() {
        LoginSecret secret = secret(Method.INTERNAL);
        secret.changedTo("changed".toCharArray());
        assertArrayEquals(PasswordHash.of("changed".toCharArray()), secret.currentHash());

        password.set("given");
        assertArrayEquals(PasswordHash.of("given".toCharArray()), secret.currentHash());
        password.set("secret");
        assertArrayEquals(PasswordHash.of("secret".toCharArray()), secret.currentHash());
    }

    @Test
    void theHashIsMadeOnceForAPassword() {
        LoginSecret secret = secret(Method.INTERNAL);

        assertSame(secret.currentHash(), secret.currentHash());
        assertEquals(2, asked.get());
    }

    @Test
    void aRefusalIsRememberedForAWhileThatGrowsUnlessThePasswordChanges() {
        NodeLogin login = login();
        LoginDialog dialog = login.begin(now);
        requestOf(dialog);
        LoginRefusedException told =
                assertThrows(
                        LoginRefusedException.class,
                        () -> answer(dialog, refusal(ResultCode.INVALID_CREDENTIAL)));

        assertSame(
                told, assertThrows(LoginRefusedException.class, () -> requestOf(login.begin(now))));
        now += TimeUnit.SECONDS.toNanos(1);
        LoginDialog second = login.begin(now);
        requestOf(second);
        LoginRefusedException again =
                assertThrows(
                        LoginRefusedException.class,
                        () -> answer(second, refusal(ResultCode.INVALID_CREDENTIAL)));
        assertNotEquals(told, again);
        now += TimeUnit.SECONDS.toNanos(1);
        assertThrows(LoginRefusedException.class, () -> requestOf(login.begin(now)));
        password.set("right");
        assertEquals(AdminCommand.LOGIN, firstRequest(login));
    }

    @Test
    void aNodeWithoutSecurityIsRefusedUnlessItMayBeUsed() {
        for (ResultCode code :
                new ResultCode[] {
                    ResultCode.SECURITY_NOT_ENABLED, ResultCode.SECURITY_NOT_SUPPORTED
                }) {
            LoginDialog refused = login().begin(now);
            requestOf(refused);
            LoginRefusedException e =
                    assertThrows(LoginRefusedException.class, () -> answer(refused, refusal(code)));
            assertTrue(String.valueOf(e.getMessage()).contains("has no security"), e.getMessage());

            Credentials patient =
                    Credentials.internal("ann", "secret".toCharArray())
                            .withoutSecurity(WithoutSecurity.USE);
            LoginDialog used = new NodeLogin(new LoginSecret(patient), "a:3000").begin(now);
            requestOf(used);
            assertTrue(answer(used, refusal(code)));
        }
    }

    @Test
    void aSupplierThatFailsIsTold() {
        LoginSecret secret =
                new LoginSecret(
                        Credentials.internal(
                                "ann",
                                () -> {
                                    throw new IllegalStateException("the vault is sealed");
                                }));

        LoginRefusedException e = assertThrows(LoginRefusedException.class, secret::currentHash);

        assertTrue(String.valueOf(e.getMessage()).contains("the vault is sealed"), e.getMessage());
    }
}

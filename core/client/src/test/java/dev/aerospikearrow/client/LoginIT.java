package dev.aerospikearrow.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aerospikearrow.client.Credentials.WithoutSecurity;
import dev.aerospikearrow.data.Key;
import dev.aerospikearrow.data.Privilege;
import dev.aerospikearrow.data.Privilege.Permission;
import dev.aerospikearrow.data.ResultCode;
import dev.aerospikearrow.data.Role;
import dev.aerospikearrow.data.SetName;
import dev.aerospikearrow.operation.Operation;
import dev.aerospikearrow.server.EmbeddedCluster;
import dev.aerospikearrow.server.EmbeddedNode;
import dev.aerospikearrow.server.network.NodeTls.Clients;
import dev.aerospikearrow.server.security.SecuritySettings;
import dev.aerospikearrow.testkit.TestCertificates;
import dev.aerospikearrow.testkit.TestCertificates.Owner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Clients that log in, and what keeps them from it. */
class LoginIT {
    private static final String PASSWORD = "correct-horse-battery";
    private static final Key KEY = Key.of("test", "flights", 1);
    private static final int ROWS = 200;
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @TempDir Path folder;
    private final AtomicReference<Instant> clock = new AtomicReference<>(Instant.now());
    private EmbeddedCluster cluster = EmbeddedCluster.builder().start();

    private static SecuritySettings.Builder users() {
        return SecuritySettings.builder()
                .user("root", PASSWORD, "user-admin", "read-write", "data-admin")
                .user("reader", PASSWORD, "read")
                .role(Role.of("flights-writer", Privilege.parse("read-write.test.flights")))
                .user("pilot", PASSWORD, "flights-writer")
                .externalUser("ldap", PASSWORD, "read-write")
                .certificateUser("client", "read-write");
    }

    private void start(EmbeddedCluster.Builder builder) {
        cluster.close();
        cluster = builder.clock(clock::get).start();
    }

    private void start() {
        start(EmbeddedCluster.builder().nodes(3).security(users().build()));
    }

    @AfterEach
    void stop() {
        cluster.close();
    }

    private ClientConfig.Builder config() {
        // The first logins and handshakes of a process load much of the JDK.
        return ClientConfig.builder(String.join(",", cluster.hosts()))
                .connectTimeout(PATIENCE)
                .policy(ReadPolicy.builder().totalTimeout(PATIENCE).socketTimeout(PATIENCE).build())
                .policy(WritePolicy.builder().totalTimeout(PATIENCE).build());
    }

    private AerospikeClient connect(String user) {
        return connect(Credentials.internal(user, PASSWORD.toCharArray()));
    }

    private AerospikeClient connect(Credentials credentials) {
        return AerospikeClient.connect(config().credentials(credentials).build());
    }

    private String whyNot(Credentials credentials) {
        NoSeedReachableException e =
                assertThrows(NoSeedReachableException.class, () -> connect(credentials).close());
        assertHidden(e);
        return e.getMessage();
    }

    private static void assertHidden(Throwable thrown) {
        for (Throwable e = thrown; e != null; e = e.getCause()) {
            assertFalse(e.toString().contains(PASSWORD), e.toString());
        }
    }

    private static void assertHas(String expected, String message) {
        assertTrue(message.contains(expected), message);
    }

    private static void assertWorks(AerospikeClient client) {
        List<Key> keys = new ArrayList<>();
        List<BatchWrite> writes = new ArrayList<>();
        for (int i = 0; i < ROWS; i++) {
            keys.add(Key.of("test", "flights", i));
            writes.add(BatchWrite.put(keys.get(i), Bin.of("i", i)));
        }
        client.batchWrite(writes);
        List<CompletableFuture<Optional<StoredRecord>>> reads = new ArrayList<>();
        for (Key key : keys) {
            reads.add(client.async().get(key));
        }
        List<BatchRow> rows = client.batchRead(keys);
        for (int i = 0; i < ROWS; i++) {
            assertEquals((long) i, rows.get(i).record().orElseThrow().bin("i"));
            assertEquals((long) i, reads.get(i).join().orElseThrow().bin("i"));
        }
        assertEquals(1L, client.get(KEY).orElseThrow().bin("i"));
        assertEquals(ROWS, count(client));
        assertEquals("ok", client.info("status"));
    }

    private static int count(AerospikeClient client) {
        int count = 0;
        try (RecordStream records = client.scan(SetName.of("test", "flights"))) {
            while (records.next().isPresent()) {
                count++;
            }
        }
        return count;
    }

    private void forgetLogins() {
        cluster.nodes().forEach(EmbeddedNode::forgetLogins);
    }

    @Test
    void everyConnectionOfALoggedInClientWorks() {
        start();
        try (AerospikeClient client = connect("root")) {
            assertEquals(3, client.nodes().size());
            assertWorks(client);
        }
    }

    @Test
    void withoutCredentialsTheClientIsToldThatTheyAreNeeded() {
        start();

        NoSeedReachableException e =
                assertThrows(
                        NoSeedReachableException.class,
                        () -> AerospikeClient.connect(config().build()).close());

        assertHas("ClientConfig.credentials", e.getMessage());
    }

    @Test
    void aWrongPasswordAndAnUnknownUserAreToldApart() {
        start();

        assertHas(
                "refuses the login of user \"root\": 65 INVALID_CREDENTIAL",
                whyNot(Credentials.internal("root", "wrong".toCharArray())));
        assertHas(
                "refuses the login of user \"stranger\": 60 INVALID_USER",
                whyNot(Credentials.internal("stranger", PASSWORD.toCharArray())));
    }

    @Test
    void aServerWithoutSecurityIsRefusedUnlessItMayBeUsed() {
        Credentials credentials = Credentials.internal("root", PASSWORD.toCharArray());

        assertHas("has no security", whyNot(credentials));
        try (AerospikeClient client = connect(credentials.withoutSecurity(WithoutSecurity.USE))) {
            client.put(KEY, Bin.of("i", 1));
            assertTrue(client.exists(KEY));
            ServerException e =
                    assertThrows(ServerException.class, () -> client.security().users());
            assertEquals(ResultCode.SECURITY_NOT_SUPPORTED.code(), e.resultCode());
        }
    }

    @Test
    void aNodeThatHasForgottenTheLoginIsLoggedInToAgainWithoutNotice() {
        start();
        try (AerospikeClient client = connect("root")) {
            assertWorks(client);
            AerospikeClient onlyOnce =
                    client.with(ReadPolicy.builder().maxRetries(0).build())
                            .with(WritePolicy.builder().maxRetries(0).build())
                            .with(BatchPolicy.builder().maxRetries(0).build());
            for (int i = 0; i < 3; i++) {
                forgetLogins();
                assertWorks(onlyOnce);
            }
            forgetLogins();
            assertEquals(ROWS, count(client));
            forgetLogins();
            onlyOnce.put(KEY, Bin.of("i", 2));
            forgetLogins();
            assertEquals(2L, onlyOnce.async().get(KEY).join().orElseThrow().bin("i"));
            forgetLogins();
            assertEquals(6, client.security().users().size());
        }
    }

    @Test
    void aSessionThatHasEndedIsFollowedByAnother() {
        start(
                EmbeddedCluster.builder()
                        .nodes(3)
                        .security(users().sessionTtl(Duration.ofHours(1)).build()));
        try (AerospikeClient client = connect("root")) {
            clock.updateAndGet(now -> now.plus(Duration.ofHours(2)));
            assertWorks(client);
        }
    }

    @Test
    void aPasswordThatIsChangedElsewhereIsReadAgainFromItsFile() throws IOException {
        start();
        Path file = folder.resolve("password");
        Files.writeString(file, PASSWORD + "\r\nnothing\n");
        try (AerospikeClient client =
                        connect(Credentials.internal("root", Credentials.passwordIn(file)));
                AerospikeClient other = connect("root")) {
            other.security().changePassword("root", "another-one".toCharArray());
            Files.writeString(file, "another-one\n");
            forgetLogins();
            assertWorks(client);
            assertWorks(other);
        }
    }

    @Test
    void aClientWhosePasswordIsWrongByNowIsToldSoWithoutRetries() {
        start();
        try (AerospikeClient client = connect("reader");
                AerospikeClient root = connect("root")) {
            root.security().changePassword("reader", "another-one".toCharArray());
            forgetLogins();

            LoginException e = assertThrows(LoginException.class, () -> client.get(KEY));
            ExecutionException later =
                    assertThrows(ExecutionException.class, () -> client.async().get(KEY).get());

            assertEquals(ResultCode.INVALID_CREDENTIAL.code(), e.resultCode());
            assertHas("of test.flights 1: node A", e.getMessage());
            assertHas("refuses the login of user \"reader\"", e.getMessage());
            assertTrue(later.getCause() instanceof LoginException, later.toString());
            assertHidden(e);
            assertHidden(later);
        }
    }

    @Test
    void aFileThatIsNotThereIsToldBeforeAnythingIsConnected() {
        start();

        LoginException e =
                assertThrows(
                        LoginException.class,
                        () ->
                                connect(
                                                Credentials.internal(
                                                        "root",
                                                        Credentials.passwordIn(
                                                                folder.resolve("none"))))
                                        .close());

        assertHas("none", e.getMessage());
    }

    @Test
    void whatAUserMayNotDoIsRefusedWithThePrivilegeThatItLacks() {
        start();
        try (AerospikeClient client = connect("reader")) {
            assertLacks("write.test.flights", () -> client.put(KEY, Bin.of("i", 1)));
            assertLacks(
                    "read-write.test.flights",
                    () -> client.operate(KEY, Operation.add("i", 1), Operation.get("i")));
            assertLacks("permission 'truncate'", () -> client.truncate(KEY.set()));
            assertLacks("user-admin", () -> client.security().users());
            assertLacks("user-admin", () -> client.security().dropUser("root"));
            assertTrue(client.get(KEY).isEmpty());
            assertEquals(0, count(client));
            assertEquals(List.of("read"), client.security().user("reader").orElseThrow().roles());
        }
        try (AerospikeClient client = connect("pilot")) {
            client.put(KEY, Bin.of("i", 1));
            assertLacks("read.test.others", () -> client.get(Key.of("test", "others", 1)));
            assertLacks(
                    "read.test",
                    () -> {
                        try (RecordStream all = client.scan(SetName.of("test", ""))) {
                            all.next();
                        }
                    });
        }
    }

    private static void assertLacks(String privilege, Runnable action) {
        ServerException e = assertThrows(ServerException.class, action::run);
        assertEquals(ResultCode.ROLE_VIOLATION.code(), e.resultCode());
        assertHas(privilege, e.getMessage());
    }

    @Test
    void rowsOfABatchAreRefusedOneByOneAlsoWhereARowIsAlone() {
        start();
        try (AerospikeClient client = connect("pilot")) {
            for (int rows : new int[] {2, 300}) {
                List<BatchWrite> writes = new ArrayList<>();
                for (int i = 0; i < rows; i++) {
                    writes.add(
                            BatchWrite.put(
                                    Key.of("test", i % 2 == 0 ? "flights" : "others", i),
                                    Bin.of("i", i)));
                }
                List<BatchRow> answers = client.batchWrite(writes);
                for (int i = 0; i < rows; i++) {
                    assertEquals(
                            i % 2 == 0 ? 0 : ResultCode.ROLE_VIOLATION.code(),
                            answers.get(i).resultCode());
                }
            }
        }
    }

    @Test
    void usersAndRolesAreAdministered() {
        start();
        try (AerospikeClient client = connect("root")) {
            SecurityAdmin security = client.security();
            Role ops =
                    Role.of(
                                    "ops",
                                    Privilege.of(Permission.SINDEX_ADMIN),
                                    Privilege.of(Permission.TRUNCATE, SetName.of("bar", "")))
                            .withWhitelist(List.of("127.0.0.0/8"))
                            .withQuotas(10, 20);
            security.createRole(ops);
            security.createUser("ann", "secret".toCharArray(), List.of("ops"));
            security.createPkiUser("machine", List.of());
            security.grantRoles("ann", List.of("read"));

            assertEquals(ops, security.role("ops").orElseThrow());
            assertEquals(List.of("ops", "read"), security.user("ann").orElseThrow().roles());
            assertTrue(security.user("nobody").isEmpty());
            assertTrue(security.role("nothing").isEmpty());
            assertEquals(8, security.users().size());
            assertTrue(security.roles().contains(ops));

            security.revokeRoles("ann", List.of("ops"));
            security.grantPrivileges("ops", List.of(Privilege.of(Permission.READ)));
            security.revokePrivileges("ops", List.of(Privilege.of(Permission.SINDEX_ADMIN)));
            security.setWhitelist("ops", List.of());
            security.setQuotas("ops", 0, 7);
            assertEquals(
                    Role.of(
                                    "ops",
                                    Privilege.of(Permission.TRUNCATE, SetName.of("bar", "")),
                                    Privilege.of(Permission.READ))
                            .withQuotas(0, 7),
                    security.role("ops").orElseThrow());
            security.dropRole("ops");
            security.dropUser("ann");
            assertTrue(security.user("ann").isEmpty());
            ServerException e =
                    assertThrows(
                            ServerException.class,
                            () -> security.createUser("root", new char[0], List.of()));
            assertEquals(ResultCode.USER_EXISTS.code(), e.resultCode());
            assertHas("Creation of user \"root\"", e.getMessage());
        }
    }

    @Test
    void aPasswordThatAClientChangesItselfIsUsedFromThenOn() {
        start();
        try (AerospikeClient client = connect("reader")) {
            client.security().changePassword("reader", "another-one".toCharArray());
            forgetLogins();
            assertTrue(client.get(KEY).isEmpty());
        }
        assertHas(
                "INVALID_CREDENTIAL",
                whyNot(Credentials.internal("reader", PASSWORD.toCharArray())));
        connect(Credentials.internal("reader", "another-one".toCharArray())).close();
    }

    @Test
    void externalUsersLogInOverTlsAndOverPlainConnectionsOnlyIfThatIsSaid() {
        assertThrows(
                IllegalArgumentException.class,
                () ->
                        config().credentials(Credentials.external("ldap", PASSWORD::toCharArray))
                                .build());
        start();
        connect(Credentials.of(Credentials.Method.EXTERNAL_INSECURE, "ldap", PASSWORD::toCharArray))
                .close();
        assertHas("LDAP", whyNot(Credentials.internal("ldap", PASSWORD.toCharArray())));
    }

    @Test
    void overTlsUsersLogInByPasswordOrByCertificate() {
        TestCertificates certificates = TestCertificates.shared();
        start(
                EmbeddedCluster.builder()
                        .nodes(3)
                        .tls(certificates.nodeTls(Owner.NODE, Clients.WITH_CERTIFICATE))
                        .security(users().certificateUser(clientName(), "read-write").build()));
        TlsSettings tls =
                TlsSettings.builder()
                        .trustCertificates(certificates.authority())
                        .clientCertificate(
                                certificates.certificatesOf(Owner.CLIENT),
                                certificates.keyOf(Owner.CLIENT))
                        .build();
        for (Credentials credentials :
                List.of(
                        Credentials.internal("root", PASSWORD.toCharArray()),
                        Credentials.external("ldap", PASSWORD::toCharArray),
                        Credentials.pki())) {
            try (AerospikeClient client =
                    AerospikeClient.connect(config().tls(tls).credentials(credentials).build())) {
                assertWorks(client);
                forgetLogins();
                assertWorks(client);
            }
        }
    }

    private static String clientName() {
        return "client";
    }

    @Test
    void aLoginByCertificateNeedsOne() {
        assertThrows(
                IllegalArgumentException.class,
                () -> config().credentials(Credentials.pki()).build());
    }
}

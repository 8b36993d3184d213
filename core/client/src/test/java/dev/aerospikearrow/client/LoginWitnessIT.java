package dev.aerospikearrow.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.aerospike.client.admin.PrivilegeCode;
import com.aerospike.client.policy.AuthMode;
import com.aerospike.client.policy.ClientPolicy;
import com.aerospike.client.policy.TlsPolicy;
import dev.aerospikearrow.data.Key;
import dev.aerospikearrow.data.Privilege;
import dev.aerospikearrow.data.Privilege.Permission;
import dev.aerospikearrow.data.ResultCode;
import dev.aerospikearrow.data.Role;
import dev.aerospikearrow.data.SetName;
import dev.aerospikearrow.data.User;
import dev.aerospikearrow.protocol.security.AdminCommand;
import dev.aerospikearrow.server.EmbeddedCluster;
import dev.aerospikearrow.server.EmbeddedNode;
import dev.aerospikearrow.server.network.NodeTls.Clients;
import dev.aerospikearrow.server.security.SecuritySettings;
import dev.aerospikearrow.testkit.TestCertificates;
import dev.aerospikearrow.testkit.TestCertificates.Owner;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The official client is the witness: it says the same, and sees what this one has done. */
@Timeout(120)
class LoginWitnessIT {
    private static final String PASSWORD = "correct-horse-battery";
    private static final com.aerospike.client.Key RECORD =
            new com.aerospike.client.Key("test", "flights", 1);

    private static SecuritySettings users() {
        return SecuritySettings.builder()
                .user("root", PASSWORD, "user-admin", "read-write")
                .user("reader", PASSWORD, "read")
                .certificateUser("client", "read-write")
                .build();
    }

    private static com.aerospike.client.AerospikeClient official(
            String hosts, String user, String password) {
        return official(new ClientPolicy(), hosts, user, password);
    }

    private static com.aerospike.client.AerospikeClient official(
            ClientPolicy policy, String hosts, String user, String password) {
        policy.user = user;
        policy.password = password;
        policy.timeout = 10_000;
        policy.loginTimeout = 10_000;
        return new com.aerospike.client.AerospikeClient(
                policy, com.aerospike.client.Host.parseHosts(hosts, 3000));
    }

    private static AerospikeClient ours(String hosts, Map<Host, Host> reachedBy) {
        return AerospikeClient.connect(
                ClientConfig.builder(hosts)
                        .addressMap(reachedBy)
                        .connectTimeout(Duration.ofSeconds(10))
                        .credentials(Credentials.internal("root", PASSWORD.toCharArray()))
                        .build());
    }

    private static com.aerospike.client.admin.Privilege privilege(
            PrivilegeCode code, String namespace, String set) {
        com.aerospike.client.admin.Privilege privilege = new com.aerospike.client.admin.Privilege();
        privilege.code = code;
        privilege.namespace = namespace;
        privilege.setName = set;
        return privilege;
    }

    /** The same changes by both, through a recorder each, to a cluster each. */
    @Test
    void bothClientsSendTheSameBytesForTheSameCommands() throws IOException {
        try (EmbeddedCluster first = EmbeddedCluster.builder().security(users()).start();
                EmbeddedCluster second = EmbeddedCluster.builder().security(users()).start();
                AdminRecorder theirs = new AdminRecorder(first.node(0).port());
                AdminRecorder ours = new AdminRecorder(second.node(0).port())) {
            try (com.aerospike.client.AerospikeClient client =
                    official("127.0.0.1:" + theirs.port(), "root", PASSWORD)) {
                client.createUser(null, "ann", "secret", List.of("read", "sindex-admin"));
                client.changePassword(null, "ann", "another");
                client.changePassword(null, "root", "new-password");
                client.grantRoles(null, "ann", List.of("write"));
                client.revokeRoles(null, "ann", List.of("read", "write"));
                client.createRole(
                        null,
                        "ops",
                        List.of(
                                privilege(PrivilegeCode.SYS_ADMIN, null, null),
                                privilege(PrivilegeCode.READ, "test", "flights"),
                                privilege(PrivilegeCode.TRUNCATE, "bar", "")),
                        List.of("127.0.0.1", "10.0.0.0/8"),
                        10,
                        20);
                client.createRole(null, "bare", List.of(), List.of(), 0, 0);
                client.grantPrivileges(
                        null, "ops", List.of(privilege(PrivilegeCode.WRITE, "", "")));
                client.revokePrivileges(
                        null, "ops", List.of(privilege(PrivilegeCode.WRITE, "", "")));
                client.setWhitelist(null, "ops", List.of("127.0.0.1"));
                client.setWhitelist(null, "ops", List.of());
                client.setQuotas(null, "ops", 1, 0);
                client.queryUser(null, "ann");
                client.queryUsers(null);
                client.queryRole(null, "ops");
                client.queryRoles(null);
                client.dropRole(null, "ops");
                client.dropUser(null, "ann");
            }
            try (AerospikeClient client = ours("127.0.0.1:" + ours.port(), ours.addressMap())) {
                SecurityAdmin security = client.security();
                security.createUser("ann", "secret".toCharArray(), List.of("read", "sindex-admin"));
                security.changePassword("ann", "another".toCharArray());
                security.changePassword("root", "new-password".toCharArray());
                security.grantRoles("ann", List.of("write"));
                security.revokeRoles("ann", List.of("read", "write"));
                security.createRole(
                        Role.of(
                                        "ops",
                                        Privilege.of(Permission.SYS_ADMIN),
                                        Privilege.of(
                                                Permission.READ, SetName.of("test", "flights")),
                                        Privilege.of(Permission.TRUNCATE, SetName.of("bar", "")))
                                .withWhitelist(List.of("127.0.0.1", "10.0.0.0/8"))
                                .withQuotas(10, 20));
                security.createRole(Role.of("bare"));
                security.grantPrivileges("ops", List.of(Privilege.of(Permission.WRITE)));
                security.revokePrivileges("ops", List.of(Privilege.of(Permission.WRITE)));
                security.setWhitelist("ops", List.of("127.0.0.1"));
                security.setWhitelist("ops", List.of());
                security.setQuotas("ops", 1, 0);
                security.user("ann");
                security.users();
                security.role("ops");
                security.roles();
                security.dropRole("ops");
                security.dropUser("ann");
            }

            assertEquals(18, theirs.changes().size());
            assertEquals(theirs.changes(), ours.changes());
            int login = AdminCommand.LOGIN.code();
            assertEquals(theirs.framesOf(login).get(0), ours.framesOf(login).get(0));
            int authenticate = AdminCommand.AUTHENTICATE.code();
            assertEquals(
                    withoutToken(theirs.framesOf(authenticate).get(0)),
                    withoutToken(ours.framesOf(authenticate).get(0)));
        }
    }

    /** A token of 32 bytes is at the end. */
    private static String withoutToken(String frame) {
        return frame.substring(0, frame.length() - 2 * 32);
    }

    @Test
    void aSessionIsRenewedBeforeItEnds() throws Exception {
        SecuritySettings shortLived =
                SecuritySettings.builder()
                        .user("root", PASSWORD, "read")
                        .sessionTtl(Duration.ofSeconds(1))
                        .build();
        try (EmbeddedCluster cluster = EmbeddedCluster.builder().security(shortLived).start();
                AdminRecorder recorder = new AdminRecorder(cluster.node(0).port());
                AerospikeClient client =
                        AerospikeClient.connect(
                                ClientConfig.builder("127.0.0.1:" + recorder.port())
                                        .addressMap(recorder.addressMap())
                                        .connectTimeout(Duration.ofSeconds(10))
                                        .tendInterval(Duration.ofMillis(50))
                                        .credentials(
                                                Credentials.internal(
                                                        "root", PASSWORD.toCharArray()))
                                        .build())) {
            while (recorder.framesOf(AdminCommand.LOGIN.code()).size() < 3) {
                client.get(Key.of("test", "flights", 1));
            }
            assertEquals(List.of(), client.health().troubles());
        }
    }

    @Test
    void aClientWhoseSessionCannotBeRenewedSaysWhyAndGoesOnWhenItCan() {
        SecuritySettings shortLived =
                SecuritySettings.builder()
                        .user("reader", PASSWORD, "read")
                        .sessionTtl(Duration.ofSeconds(1))
                        .build();
        AtomicReference<String> password = new AtomicReference<>(PASSWORD);
        try (EmbeddedCluster cluster = EmbeddedCluster.builder().security(shortLived).start();
                AerospikeClient client =
                        AerospikeClient.connect(
                                ClientConfig.builder(String.join(",", cluster.hosts()))
                                        .connectTimeout(Duration.ofSeconds(10))
                                        .tendInterval(Duration.ofMillis(50))
                                        .policy(
                                                ReadPolicy.builder()
                                                        .totalTimeout(Duration.ofMillis(300))
                                                        .build())
                                        .credentials(
                                                Credentials.internal(
                                                        "reader",
                                                        () -> password.get().toCharArray()))
                                        .build());
                com.aerospike.client.AerospikeClient admin =
                        official(String.join(",", cluster.hosts()), "admin", "admin")) {
            admin.changePassword(null, "reader", "another-one");

            String told = "";
            while (!told.contains("refuses the login of user \"reader\"")) {
                told = messageOf(client);
            }
            password.set("another-one");
            while (!told.isEmpty()) {
                told = messageOf(client);
            }
        }
    }

    private static String messageOf(AerospikeClient client) {
        try {
            client.get(Key.of("test", "flights", 1));
            return "";
        } catch (AerospikeException e) {
            return e.getMessage();
        }
    }

    @Test
    void usersAndRolesOfOneAreSeenByTheOther() {
        try (EmbeddedCluster cluster =
                        EmbeddedCluster.builder().nodes(3).security(users()).start();
                com.aerospike.client.AerospikeClient official =
                        official(String.join(",", cluster.hosts()), "root", PASSWORD);
                AerospikeClient client = ours(String.join(",", cluster.hosts()), Map.of())) {
            SecurityAdmin security = client.security();
            security.createRole(
                    Role.of("by-us", Privilege.of(Permission.READ, SetName.of("test", "flights")))
                            .withWhitelist(List.of("127.0.0.0/8"))
                            .withQuotas(7, 8));
            security.createUser("ann", "secret".toCharArray(), List.of("by-us"));
            security.createPkiUser("machine", List.of("read"));
            official.createRole(
                    null, "by-them", List.of(privilege(PrivilegeCode.WRITE, "test", null)));
            official.createUser(null, "bob", "secret", List.of("by-them", "by-us"));

            com.aerospike.client.admin.Role seen = official.queryRole(null, "by-us");
            assertEquals("flights", seen.privileges.get(0).setName);
            assertEquals(List.of("127.0.0.0/8"), seen.whitelist);
            assertEquals(7, seen.readQuota);
            assertEquals(8, seen.writeQuota);
            assertEquals(
                    Role.of("by-them", Privilege.of(Permission.WRITE, SetName.of("test", ""))),
                    security.role("by-them").orElseThrow());
            assertEquals(List.of("by-them", "by-us"), security.user("bob").orElseThrow().roles());
            TreeSet<String> ours = new TreeSet<>();
            security.users().stream().map(User::name).forEach(ours::add);
            TreeSet<String> theirs = new TreeSet<>();
            official.queryUsers(null).forEach(user -> theirs.add(user.name));
            assertEquals(theirs, ours);
            assertEquals(official.queryRoles(null).size(), security.roles().size());
            assertTrue(
                    official.queryUser(null, "root").connsInUse
                            >= 1 /* its own at least, on the node that was asked */);
            official(String.join(",", cluster.hosts()), "ann", "secret").close();
            official(String.join(",", cluster.hosts()), "bob", "secret").close();
        }
    }

    @ParameterizedTest
    @EnumSource(Clients.class)
    void theOfficialClientLogsInOverTlsAndIsRefusedWhereItShouldBe(Clients clients) {
        TestCertificates certificates = TestCertificates.shared();
        try (EmbeddedCluster cluster =
                EmbeddedCluster.builder()
                        .nodes(3)
                        .tls(certificates.nodeTls(Owner.NODE, clients))
                        .security(users())
                        .start()) {
            String hosts = String.join(",", cluster.hosts());
            try (com.aerospike.client.AerospikeClient root =
                            official(tls(certificates), hosts, "root", PASSWORD);
                    com.aerospike.client.AerospikeClient reader =
                            official(tls(certificates), hosts, "reader", PASSWORD)) {
                assertEquals(3, root.getNodes().length);
                root.put(null, RECORD, new com.aerospike.client.Bin("a", 1));
                assertEquals(1, reader.get(null, RECORD).getInt("a"));
                com.aerospike.client.AerospikeException e =
                        assertThrows(
                                com.aerospike.client.AerospikeException.class,
                                () ->
                                        reader.put(
                                                null,
                                                RECORD,
                                                new com.aerospike.client.Bin("a", 2)));
                assertEquals(ResultCode.ROLE_VIOLATION.code(), e.getResultCode());
            }
            assertThrows(
                    com.aerospike.client.AerospikeException.class,
                    () -> official(tls(certificates), hosts, "root", "wrong").close());
            if (clients == Clients.WITH_CERTIFICATE) {
                ClientPolicy pki = tls(certificates);
                pki.authMode = AuthMode.PKI;
                try (com.aerospike.client.AerospikeClient machine =
                        official(pki, hosts, null, null)) {
                    machine.put(null, RECORD, new com.aerospike.client.Bin("a", 3));
                    assertEquals(3, machine.get(null, RECORD).getInt("a"));
                }
            }
        }
    }

    private static ClientPolicy tls(TestCertificates certificates) {
        ClientPolicy policy = new ClientPolicy();
        policy.tlsPolicy = new TlsPolicy();
        policy.tlsPolicy.context = certificates.contextOf(Owner.CLIENT);
        policy.readPolicyDefault.totalTimeout = 20_000;
        policy.readPolicyDefault.socketTimeout = 20_000;
        policy.writePolicyDefault.totalTimeout = 20_000;
        policy.writePolicyDefault.socketTimeout = 20_000;
        return policy;
    }

    @Test
    void noPasswordIsInTextsOrLogs() {
        ByteArrayOutputStream logged = new ByteArrayOutputStream();
        PrintStream before = System.err;
        System.setErr(new PrintStream(logged, true, StandardCharsets.UTF_8));
        StringBuilder texts = new StringBuilder();
        try (EmbeddedCluster cluster =
                EmbeddedCluster.builder().nodes(3).security(users()).start()) {
            Credentials credentials = Credentials.internal("root", PASSWORD.toCharArray());
            ClientConfig config =
                    ClientConfig.builder(String.join(",", cluster.hosts()))
                            .credentials(credentials)
                            .build();
            texts.append(credentials).append(config).append(users());
            try (AerospikeClient client = AerospikeClient.connect(config)) {
                texts.append(client).append(client.config()).append(client.health());
                texts.append(client.security().users()).append(client.security().roles());
                client.get(Key.of("test", "flights", 1));
                cluster.nodes().forEach(EmbeddedNode::forgetLogins);
                client.get(Key.of("test", "flights", 1));
                client.security().changePassword("root", (PASSWORD + "2").toCharArray());
                texts.append(
                        failure(
                                () ->
                                        client.security()
                                                .createUser(
                                                        "x",
                                                        PASSWORD.toCharArray(),
                                                        List.of("no-such-role"))));
            }
            texts.append(failure(() -> AerospikeClient.connect(config).close()));
            texts.append(failure(() -> Credentials.internal("", () -> PASSWORD.toCharArray())));
        } finally {
            System.setErr(before);
        }
        String everything = texts + logged.toString(StandardCharsets.UTF_8);
        String hash = com.aerospike.client.admin.AdminCommand.hashPassword(PASSWORD);
        assertTrue(everything.contains("INVALID_CREDENTIAL"), everything);
        assertFalse(everything.contains(PASSWORD), everything);
        assertFalse(everything.contains(hash), everything);
    }

    private static String failure(Runnable action) {
        RuntimeException e = assertThrows(RuntimeException.class, action::run);
        StringWriter text = new StringWriter();
        e.printStackTrace(new PrintWriter(text, true));
        return text.toString();
    }
}

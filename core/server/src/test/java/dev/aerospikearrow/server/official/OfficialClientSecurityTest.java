package dev.aerospikearrow.server.official;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.aerospike.client.AerospikeClient;
import com.aerospike.client.AerospikeException;
import com.aerospike.client.BatchRecord;
import com.aerospike.client.BatchWrite;
import com.aerospike.client.Bin;
import com.aerospike.client.Key;
import com.aerospike.client.Operation;
import com.aerospike.client.ResultCode;
import com.aerospike.client.admin.Privilege;
import com.aerospike.client.admin.PrivilegeCode;
import com.aerospike.client.admin.Role;
import com.aerospike.client.admin.User;
import com.aerospike.client.policy.ClientPolicy;
import com.aerospike.client.query.IndexType;
import dev.aerospikearrow.server.EmbeddedCluster;
import dev.aerospikearrow.server.EmbeddedNode;
import dev.aerospikearrow.server.security.SecuritySettings;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** The official client logs in, administers, and is refused where it should be. */
class OfficialClientSecurityTest {
    private static final Key FLIGHT = new Key("test", "flights", 1);
    private static final Key OTHER = new Key("test", "others", 1);

    private EmbeddedCluster cluster;

    @BeforeEach
    void start() {
        cluster =
                EmbeddedCluster.builder()
                        .nodes(2)
                        .security(
                                SecuritySettings.builder()
                                        .user("root", "secret", "user-admin", "read-write")
                                        .user("reader", "r", "read")
                                        .user("writer", "w", "write")
                                        .user("nobody", "n")
                                        .sessionTtl(Duration.ofHours(1))
                                        .build())
                        .start();
    }

    @AfterEach
    void stop() {
        cluster.close();
    }

    private AerospikeClient connect(String user, String password) {
        ClientPolicy policy = OfficialClients.policy();
        policy.user = user;
        policy.password = password;
        return new AerospikeClient(policy, OfficialClients.hosts(cluster));
    }

    private static void assertCode(int code, Executable action) {
        AerospikeException e = assertThrows(AerospikeException.class, action);
        assertEquals(code, e.getResultCode(), e.getMessage());
    }

    private static Privilege privilege(PrivilegeCode code, String namespace, String set) {
        Privilege privilege = new Privilege();
        privilege.code = code;
        privilege.namespace = namespace;
        privilege.setName = set;
        return privilege;
    }

    @Test
    void aUserLogsInAndAWrongPasswordOrUserDoesNot() {
        try (AerospikeClient client = connect("root", "secret")) {
            assertEquals(2, client.getNodes().length);
            client.put(null, FLIGHT, new Bin("a", 1));
            assertEquals(1, client.get(null, FLIGHT).getInt("a"));
        }
        assertThrows(AerospikeException.class, () -> connect("root", "wrong").close());
        assertThrows(AerospikeException.class, () -> connect("stranger", "secret").close());
    }

    @Test
    void whoHasNotLoggedInMayDoNothing() {
        assertThrows(
                AerospikeException.class,
                () ->
                        new AerospikeClient(
                                        OfficialClients.policy(), OfficialClients.hosts(cluster))
                                .close());
    }

    @Test
    void eachRoleMayDoWhatItsNameSays() {
        try (AerospikeClient reader = connect("reader", "r");
                AerospikeClient writer = connect("writer", "w");
                AerospikeClient nobody = connect("nobody", "n")) {
            writer.put(null, FLIGHT, new Bin("a", 1));
            assertEquals(1, reader.get(null, FLIGHT).getInt("a"));
            assertCode(ResultCode.ROLE_VIOLATION, () -> writer.get(null, FLIGHT));
            assertCode(
                    ResultCode.ROLE_VIOLATION,
                    () ->
                            writer.operate(
                                    null,
                                    FLIGHT,
                                    Operation.add(new Bin("a", 1)),
                                    Operation.get("a")));
            assertCode(ResultCode.ROLE_VIOLATION, () -> reader.put(null, FLIGHT, new Bin("a", 2)));
            assertCode(ResultCode.ROLE_VIOLATION, () -> reader.delete(null, FLIGHT));
            assertCode(ResultCode.ROLE_VIOLATION, () -> nobody.get(null, FLIGHT));
            assertCode(
                    ResultCode.ROLE_VIOLATION,
                    () -> nobody.scanAll(null, "test", "flights", (key, record) -> {}));
            reader.scanAll(null, "test", "flights", (key, record) -> {});
            assertThrows(
                    AerospikeException.class, () -> reader.truncate(null, "test", "flights", null));
            assertThrows(
                    AerospikeException.class,
                    () -> reader.createIndex(null, "test", "flights", "i", "a", IndexType.NUMERIC));
            assertCode(ResultCode.ROLE_VIOLATION, () -> reader.queryUser(null, "root"));
            assertNotNull(reader.queryUser(null, "reader"));
        }
    }

    @Test
    void aRoleForOneSetIsRefusedInOthersRowByRow() {
        try (AerospikeClient root = connect("root", "secret")) {
            root.createRole(
                    null,
                    "flights-writer",
                    List.of(privilege(PrivilegeCode.READ_WRITE, "test", "flights")));
            root.createUser(null, "ann", "a", List.of("flights-writer"));
        }
        try (AerospikeClient ann = connect("ann", "a")) {
            List<BatchRecord> rows =
                    List.of(
                            new BatchWrite(
                                    FLIGHT, new Operation[] {Operation.put(new Bin("a", 7))}),
                            new BatchWrite(
                                    OTHER, new Operation[] {Operation.put(new Bin("a", 7))}));

            ann.operate(null, rows);

            assertEquals(ResultCode.OK, rows.get(0).resultCode);
            assertEquals(ResultCode.ROLE_VIOLATION, rows.get(1).resultCode);
            assertCode(ResultCode.ROLE_VIOLATION, () -> ann.get(null, OTHER));
            assertEquals(7, ann.get(null, FLIGHT).getInt("a"));
            ann.scanAll(null, "test", "flights", (key, record) -> {});
            assertCode(
                    ResultCode.ROLE_VIOLATION,
                    () -> ann.scanAll(null, "test", null, (key, record) -> {}));
        }
    }

    @Test
    void usersAndRolesAreAdministeredOnAllNodesAtOnce() {
        try (AerospikeClient root = connect("root", "secret")) {
            root.createUser(null, "ann", "a", List.of("read"));
            root.grantRoles(null, "ann", List.of("write", "sindex-admin"));
            root.revokeRoles(null, "ann", List.of("read"));
            root.createRole(
                    null,
                    "ops",
                    List.of(privilege(PrivilegeCode.TRUNCATE, "bar", null)),
                    List.of("127.0.0.1", "10.0.0.0/8"),
                    10,
                    20);
            root.grantPrivileges(null, "ops", List.of(privilege(PrivilegeCode.READ, null, null)));
            User ann = root.queryUser(null, "ann");
            Role ops = root.queryRole(null, "ops");

            assertEquals(List.of("write", "sindex-admin"), ann.roles);
            assertEquals(List.of("127.0.0.1", "10.0.0.0/8"), ops.whitelist);
            assertEquals(10, ops.readQuota);
            assertEquals(20, ops.writeQuota);
            assertEquals(2, ops.privileges.size());
            assertEquals(6, root.queryUsers(null).size());
            assertTrue(root.queryRoles(null).size() > 10);
            root.revokePrivileges(null, "ops", ops.privileges);
            root.setWhitelist(null, "ops", null);
            assertEquals(0, root.queryRole(null, "ops").privileges.size());
            assertEquals(0, root.queryRole(null, "ops").whitelist.size());
            root.dropRole(null, "ops");
            assertCode(ResultCode.INVALID_ROLE, () -> root.queryRole(null, "ops"));
            assertCode(
                    ResultCode.USER_ALREADY_EXISTS,
                    () -> root.createUser(null, "ann", "a", List.of()));
            assertCode(
                    ResultCode.INVALID_ROLE,
                    () -> root.createUser(null, "bob", "b", List.of("rad")));
            assertCode(
                    ResultCode.INVALID_WHITELIST,
                    () -> root.createRole(null, "x", List.of(), List.of("everywhere"), 0, 0));
            root.dropUser(null, "ann");
            assertCode(ResultCode.INVALID_USER, () -> root.dropUser(null, "ann"));
        }
    }

    @Test
    void aPasswordIsChangedByItsUserAndByAnAdministrator() {
        try (AerospikeClient reader = connect("reader", "r")) {
            reader.changePassword(null, "reader", "r2");
        }
        assertThrows(AerospikeException.class, () -> connect("reader", "r").close());
        connect("reader", "r2").close();
        try (AerospikeClient root = connect("root", "secret")) {
            root.changePassword(null, "reader", "r3");
        }
        connect("reader", "r3").close();
    }

    @Test
    void aUserIsLetInFromTheAddressesOfItsRolesOnly() {
        try (AerospikeClient root = connect("root", "secret")) {
            root.createRole(null, "far", List.of(), List.of("10.0.0.0/8"), 0, 0);
            root.createRole(null, "near", List.of(), List.of("127.0.0.0/8"), 0, 0);
            root.grantRoles(null, "reader", List.of("far"));
            assertThrows(AerospikeException.class, () -> connect("reader", "r").close());
            root.grantRoles(null, "reader", List.of("near"));
            connect("reader", "r").close();
        }
    }

    @Test
    void aNodeThatHasForgottenLoginsAsksForThemAgain() {
        try (AerospikeClient root = connect("root", "secret")) {
            root.put(null, FLIGHT, new Bin("a", 1));
            cluster.nodes().forEach(EmbeddedNode::forgetLogins);

            assertCode(ResultCode.NOT_AUTHENTICATED, () -> root.get(null, FLIGHT));
        }
    }
}

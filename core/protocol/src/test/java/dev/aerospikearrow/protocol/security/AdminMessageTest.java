package dev.aerospikearrow.protocol.security;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aerospikearrow.data.Privilege;
import dev.aerospikearrow.data.Privilege.Permission;
import dev.aerospikearrow.data.Role;
import dev.aerospikearrow.data.SetName;
import dev.aerospikearrow.data.User;
import dev.aerospikearrow.protocol.wire.Bytes;
import dev.aerospikearrow.protocol.wire.FrameDescriptor;
import dev.aerospikearrow.protocol.wire.MalformedReplyException;
import dev.aerospikearrow.protocol.wire.WireBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class AdminMessageTest {
    private static final Role ROLE =
            Role.of(
                            "flights-reader",
                            Privilege.of(Permission.READ, SetName.of("test", "flights")),
                            Privilege.of(Permission.TRUNCATE, SetName.of("bar", "")),
                            Privilege.of(Permission.WRITE),
                            Privilege.of(Permission.SINDEX_ADMIN))
                    .withWhitelist(List.of("10.0.0.7", "10.1.0.0/16"))
                    .withQuotas(100, 0);

    private static byte[] frame(AdminMessage... messages) {
        WireBuffer target = new WireBuffer();
        AdminMessage.encode(List.of(messages), target);
        return target.toByteArray();
    }

    private static List<AdminMessage> decode(byte[] frame) {
        return AdminMessage.decode(
                frame, FrameDescriptor.HEADER_LENGTH, frame.length - FrameDescriptor.HEADER_LENGTH);
    }

    @Test
    void aRequestIsHeaderAndFieldsInTheirOrder() {
        byte[] frame =
                frame(
                        AdminMessage.request(AdminCommand.CHANGE_PASSWORD)
                                .with(AdminField.USER, "ann")
                                .with(AdminField.OLD_PASSWORD, new byte[] {1})
                                .with(AdminField.PASSWORD, new byte[] {2}));

        assertArrayEquals(
                HexFormat.of()
                        .parseHex(
                                "0202000000000024"
                                        + "00000403000000000000000000000000"
                                        + "0000000400"
                                        + "616e6e"
                                        + "0000000202"
                                        + "01"
                                        + "0000000201"
                                        + "02"),
                frame);
    }

    @Test
    void rolesAndUsersAreReadAsTheyWereWritten() {
        User user =
                new User(
                        "ann",
                        List.of("flights-reader", "sys-admin"),
                        OptionalInt.of(3),
                        Optional.of(new User.Usage(100, 1, 2, 3)),
                        Optional.empty());

        List<AdminMessage> messages =
                decode(frame(AdminValues.describe(ROLE), AdminValues.describe(user)));

        assertEquals(ROLE, AdminValues.role(messages.get(0)));
        assertEquals(user, AdminValues.user(messages.get(1)));
    }

    @Test
    void whatANewerServerSaysMoreIsKeptOrPassedOver() {
        byte[] privileges = {2, (byte) 200, 1, 'n', 1, 's', 10, 0, 0};
        byte[] frame =
                frame(
                        AdminMessage.answer(0)
                                .with(AdminField.ROLE, "r")
                                .with(AdminField.PRIVILEGES, privileges)
                                .with(AdminField.CONNECTIONS, 1));
        // A field that nobody knows.
        frame[frame.length - Integer.BYTES - 1] = 99;

        Role role = AdminValues.role(decode(frame).get(0));

        assertEquals(List.of(200), role.otherPrivilegeCodes());
        assertEquals(List.of(Privilege.of(Permission.READ)), role.privileges());
    }

    @Test
    void aFrameThatIsCutAnywhereIsMalformed() {
        byte[] frame = frame(AdminValues.describe(ROLE));

        for (int length = FrameDescriptor.HEADER_LENGTH; length < frame.length; length++) {
            byte[] cut = Arrays.copyOf(frame, length);
            assertThrows(MalformedReplyException.class, () -> decode(cut));
        }
    }

    @Test
    void aFieldThatIsCutAnywhereIsMalformed() {
        byte[] privileges = AdminValues.privileges(ROLE.privileges());

        for (int length = 0; length < privileges.length; length++) {
            AdminMessage cut =
                    AdminMessage.answer(0)
                            .with(AdminField.ROLE, "r")
                            .with(AdminField.PRIVILEGES, Arrays.copyOf(privileges, length));
            assertThrows(MalformedReplyException.class, () -> AdminValues.role(cut));
        }
    }

    @Test
    void whatIsInFieldsIsNotShown() {
        AdminMessage login =
                AdminMessage.request(AdminCommand.LOGIN)
                        .with(AdminField.CLEAR_PASSWORD, Bytes.utf8("topsecret"));

        assertTrue(login.toString().contains("LOGIN"), login.toString());
        assertFalse(login.toString().contains("topsecret"), login.toString());
    }

    @Test
    void aPrivilegeReadsAsItIsWritten() {
        for (Privilege privilege : ROLE.privileges()) {
            assertEquals(privilege, Privilege.parse(privilege.toString()));
        }
        assertEquals("read.test.flights", ROLE.privileges().get(0).toString());
        assertThrows(IllegalArgumentException.class, () -> Privilege.parse("reed"));
        assertThrows(IllegalArgumentException.class, () -> Privilege.parse("sys-admin.test"));
    }

    @Test
    void permissionsAreTheOfficialClientsAndThreeMore() {
        for (com.aerospike.client.admin.PrivilegeCode code :
                com.aerospike.client.admin.PrivilegeCode.values()) {
            Permission permission = Permission.of(code.id).orElseThrow();

            assertEquals(code.toString(), permission.roleName());
            assertEquals(code.canScope(), permission.canBeNarrowed());
        }
        assertEquals(
                com.aerospike.client.admin.PrivilegeCode.values().length + 3,
                Permission.values().length);
    }
}

package dev.aerospikearrow.protocol.security;

import dev.aerospikearrow.data.Privilege;
import dev.aerospikearrow.data.Privilege.Permission;
import dev.aerospikearrow.data.Role;
import dev.aerospikearrow.data.SetName;
import dev.aerospikearrow.data.User;
import dev.aerospikearrow.protocol.wire.Bytes;
import dev.aerospikearrow.protocol.wire.MalformedReplyException;
import dev.aerospikearrow.protocol.wire.Utf8;
import dev.aerospikearrow.protocol.wire.WireBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** What is in the fields of admin messages: lists, users and roles. */
public final class AdminValues {
    /** A count, and a name's length, are one byte. */
    private static final int MOST = 255;

    private AdminValues() {}

    static MalformedReplyException malformed(AdminField field, String what, int offset) {
        return new MalformedReplyException("in field " + field + " " + what, offset);
    }

    static String text(AdminField field, byte[] data, int offset, int length) {
        String text = Utf8.decode(data, offset, length);
        if (text == null) {
            throw malformed(field, "UTF-8 expected, found other bytes", offset);
        }
        return text;
    }

    /** {@code u8 count | (u8 length | name)*}. */
    public static byte[] roleNames(List<String> names) {
        WireBuffer data = new WireBuffer(64);
        putCount(data, "roles", names.size());
        names.forEach(name -> putName(data, name));
        return data.toByteArray();
    }

    /** {@code u8 count | (u8 code | if it can be narrowed: namespace, set)*}. */
    public static byte[] privileges(List<Privilege> privileges) {
        WireBuffer data = new WireBuffer(64);
        putCount(data, "privileges", privileges.size());
        for (Privilege privilege : privileges) {
            data.putByte(privilege.permission().code());
            if (privilege.permission().canBeNarrowed()) {
                putName(data, privilege.scope().map(SetName::namespace).orElse(""));
                putName(data, privilege.scope().map(SetName::name).orElse(""));
            }
        }
        return data.toByteArray();
    }

    /** Addresses, separated by commas. */
    public static byte[] whitelist(List<String> addresses) {
        for (String address : addresses) {
            if (address.isBlank() || address.indexOf(',') >= 0) {
                throw new IllegalArgumentException(
                        "A whitelist has addresses such as 10.0.0.7 or 10.0.0.0/24, but found \""
                                + address
                                + "\".");
            }
        }
        return Bytes.utf8(String.join(",", addresses));
    }

    /** {@code u8 count | u32*}. */
    public static byte[] numbers(List<Integer> numbers) {
        WireBuffer data = new WireBuffer(64);
        putCount(data, "numbers", numbers.size());
        numbers.forEach(data::putInt);
        return data.toByteArray();
    }

    private static void putCount(WireBuffer data, String what, int count) {
        if (count > MOST) {
            throw new IllegalArgumentException(
                    "At most " + MOST + " " + what + " fit into one request, but found " + count);
        }
        data.putByte(count);
    }

    private static void putName(WireBuffer data, String name) {
        byte[] utf8 = Bytes.utf8(name);
        if (utf8.length > MOST) {
            throw new IllegalArgumentException(
                    "A name has at most "
                            + MOST
                            + " bytes of UTF-8, but \""
                            + name
                            + "\" has "
                            + utf8.length);
        }
        data.putByte(utf8.length);
        data.putBytes(utf8);
    }

    /** The names in a field of {@link #roleNames}. */
    public static List<String> roleNamesIn(AdminMessage message) {
        Cursor cursor = Cursor.at(message, AdminField.ROLES);
        List<String> names = new ArrayList<>();
        for (int left = cursor.count(); left > 0; left--) {
            names.add(cursor.name());
        }
        return List.copyOf(names);
    }

    /** The addresses in a field of {@link #whitelist}. */
    public static List<String> whitelistIn(AdminMessage message) {
        return message.text(AdminField.WHITELIST).stream()
                .flatMap(text -> Arrays.stream(text.split(",")))
                .filter(address -> !address.isEmpty())
                .toList();
    }

    /** What is in a field of {@link #privileges}, those that are known and the codes of others. */
    public record Privileges(List<Privilege> known, List<Integer> otherCodes) {}

    /** The privileges in a field of {@link #privileges}. */
    public static Privileges privilegesIn(AdminMessage message) {
        Cursor cursor = Cursor.at(message, AdminField.PRIVILEGES);
        List<Privilege> known = new ArrayList<>();
        List<Integer> others = new ArrayList<>();
        for (int left = cursor.count(); left > 0; left--) {
            int code = cursor.unsignedByte();
            Optional<Permission> permission = Permission.of(code);
            Optional<SetName> scope = Optional.empty();
            if (Permission.canBeNarrowed(code)) {
                String namespace = cursor.name();
                String set = cursor.name();
                if (!namespace.isEmpty()) {
                    scope = Optional.of(cursor.scope(namespace, set));
                } else if (!set.isEmpty()) {
                    throw cursor.malformed("a set \"" + set + "\" without its namespace");
                }
            }
            if (permission.isPresent()) {
                known.add(new Privilege(permission.get(), scope));
            } else {
                others.add(code);
            }
        }
        return new Privileges(List.copyOf(known), List.copyOf(others));
    }

    private static List<Integer> numbersIn(AdminMessage message, AdminField field) {
        Cursor cursor = Cursor.at(message, field);
        List<Integer> numbers = new ArrayList<>();
        for (int left = cursor.count(); left > 0; left--) {
            numbers.add(cursor.number());
        }
        return numbers;
    }

    /** A role as a node lists it. */
    public static AdminMessage describe(Role role) {
        AdminMessage message =
                AdminMessage.answer(0)
                        .with(AdminField.ROLE, role.name())
                        .with(AdminField.PRIVILEGES, privileges(role.privileges()));
        if (!role.whitelist().isEmpty()) {
            message = message.with(AdminField.WHITELIST, whitelist(role.whitelist()));
        }
        if (role.readQuota() > 0) {
            message = message.with(AdminField.READ_QUOTA, role.readQuota());
        }
        if (role.writeQuota() > 0) {
            message = message.with(AdminField.WRITE_QUOTA, role.writeQuota());
        }
        return message;
    }

    /** The role that a message of a list is about. */
    public static Role role(AdminMessage message) {
        Privileges privileges = privilegesIn(message);
        return new Role(
                required(message, AdminField.ROLE),
                privileges.known(),
                whitelistIn(message),
                message.number(AdminField.READ_QUOTA).orElse(0),
                message.number(AdminField.WRITE_QUOTA).orElse(0),
                privileges.otherCodes());
    }

    /** The user that a message of a list is about. */
    public static User user(AdminMessage message) {
        return new User(
                required(message, AdminField.USER),
                roleNamesIn(message),
                message.number(AdminField.CONNECTIONS),
                usage(message, AdminField.READ_INFO),
                usage(message, AdminField.WRITE_INFO));
    }

    private static Optional<User.Usage> usage(AdminMessage message, AdminField field) {
        List<Integer> numbers = numbersIn(message, field);
        if (numbers.isEmpty()) {
            return Optional.empty();
        }
        int[] usage = new int[4];
        for (int i = 0; i < Math.min(usage.length, numbers.size()); i++) {
            usage[i] = numbers.get(i);
        }
        return Optional.of(new User.Usage(usage[0], usage[1], usage[2], usage[3]));
    }

    private static String required(AdminMessage message, AdminField field) {
        return message.text(field)
                .orElseThrow(
                        () ->
                                new MalformedReplyException(
                                        "a field " + field + " expected, found none in " + message,
                                        0));
    }

    /** A user as a node lists it. */
    public static AdminMessage describe(User user) {
        AdminMessage message = AdminMessage.answer(0).with(AdminField.USER, user.name());
        if (!user.roles().isEmpty()) {
            message = message.with(AdminField.ROLES, roleNames(user.roles()));
        }
        if (user.reads().isPresent()) {
            message = message.with(AdminField.READ_INFO, numbers(user.reads().get()));
        }
        if (user.writes().isPresent()) {
            message = message.with(AdminField.WRITE_INFO, numbers(user.writes().get()));
        }
        OptionalInt connections = user.connections();
        return connections.isPresent()
                ? message.with(AdminField.CONNECTIONS, connections.getAsInt())
                : message;
    }

    private static byte[] numbers(User.Usage usage) {
        return numbers(
                List.of(
                        usage.quota(),
                        usage.singleRecordsPerSecond(),
                        usage.scannedRecordsPerSecond(),
                        usage.unlimitedScans()));
    }

    /** A place in the data of a field. A field that is not there is one without any data. */
    private static final class Cursor {
        private final AdminField field;
        private final byte[] data;
        private int at;

        private Cursor(AdminField field, byte[] data) {
            this.field = field;
            this.data = data;
        }

        static Cursor at(AdminMessage message, AdminField field) {
            return new Cursor(field, message.bytes(field).orElse(new byte[1]));
        }

        int count() {
            return unsignedByte();
        }

        int unsignedByte() {
            require(1);
            return data[at++] & 0xFF;
        }

        int number() {
            require(Integer.BYTES);
            at += Integer.BYTES;
            return Bytes.getInt(data, at - Integer.BYTES);
        }

        String name() {
            int length = unsignedByte();
            require(length);
            at += length;
            return text(field, data, at - length, length);
        }

        SetName scope(String namespace, String set) {
            try {
                return SetName.of(namespace, set);
            } catch (IllegalArgumentException e) {
                throw malformed(String.valueOf(e.getMessage()));
            }
        }

        private void require(int count) {
            if (count > data.length - at) {
                throw malformed(
                        "so many bytes expected: "
                                + count
                                + ", but found only "
                                + (data.length - at));
            }
        }

        MalformedReplyException malformed(String what) {
            return AdminValues.malformed(field, what, at);
        }
    }
}

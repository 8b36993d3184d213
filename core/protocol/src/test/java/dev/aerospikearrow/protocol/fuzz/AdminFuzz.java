package dev.aerospikearrow.protocol.fuzz;

import dev.aerospikearrow.data.Privilege;
import dev.aerospikearrow.data.Privilege.Permission;
import dev.aerospikearrow.data.Role;
import dev.aerospikearrow.data.SetName;
import dev.aerospikearrow.data.User;
import dev.aerospikearrow.protocol.security.AdminField;
import dev.aerospikearrow.protocol.security.AdminMessage;
import dev.aerospikearrow.protocol.security.AdminValues;
import dev.aerospikearrow.protocol.wire.FrameDescriptor;
import dev.aerospikearrow.protocol.wire.MalformedReplyException;
import dev.aerospikearrow.protocol.wire.WireBuffer;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;

/**
 * The readers of admin messages under a fuzzer. Whatever a node answers, they throw {@link
 * MalformedReplyException} with an offset inside of it, or nothing; and what was read is the same
 * after it is written and read again.
 */
public final class AdminFuzz {
    private static final List<Function<AdminMessage, Object>> READERS =
            List.of(
                    AdminValues::role,
                    AdminValues::user,
                    AdminValues::privilegesIn,
                    AdminValues::roleNamesIn,
                    AdminValues::whitelistIn,
                    message -> message.number(AdminField.SESSION_TTL));

    private AdminFuzz() {}

    /** What the fuzzer calls with every input: a frame without its header. */
    public static void fuzzerTestOneInput(byte[] input) {
        byte[] frame = new byte[FrameDescriptor.HEADER_LENGTH + input.length];
        System.arraycopy(input, 0, frame, FrameDescriptor.HEADER_LENGTH, input.length);
        List<AdminMessage> messages;
        try {
            messages = AdminMessage.decode(frame, FrameDescriptor.HEADER_LENGTH, input.length);
        } catch (MalformedReplyException e) {
            check(e, frame.length);
            return;
        }
        for (AdminMessage message : messages) {
            for (Function<AdminMessage, Object> reader : READERS) {
                try {
                    requireSame(reader.apply(message), reader.apply(again(message)));
                } catch (MalformedReplyException e) {
                    check(e, frame.length);
                }
            }
        }
    }

    private static AdminMessage again(AdminMessage message) {
        WireBuffer frame = new WireBuffer();
        message.encode(frame);
        return AdminMessage.decode(
                        frame.array(),
                        FrameDescriptor.HEADER_LENGTH,
                        frame.length() - FrameDescriptor.HEADER_LENGTH)
                .get(0);
    }

    private static void requireSame(Object expected, Object found) {
        if (!expected.equals(found)) {
            throw new AssertionError(
                    "read, written and read again: " + expected + " became " + found);
        }
    }

    private static void check(MalformedReplyException e, int length) {
        if (e.offset() < 0 || e.offset() > length) {
            throw new AssertionError("an offset outside of the answer", e);
        }
    }

    /** What the fuzzer begins with: a session, a user and a role, and each of them cut. */
    public static Map<String, byte[]> seeds() {
        Role role =
                Role.of(
                                "flights",
                                Privilege.of(Permission.READ, SetName.of("test", "flights")),
                                Privilege.of(Permission.SYS_ADMIN))
                        .withWhitelist(List.of("10.0.0.7", "10.1.0.0/16"))
                        .withQuotas(1, 2);
        User user =
                new User(
                        "ann",
                        List.of("flights", "read"),
                        OptionalInt.of(3),
                        Optional.of(new User.Usage(1, 2, 3, 4)),
                        Optional.empty());
        Map<String, byte[]> seeds = new LinkedHashMap<>();
        add(
                seeds,
                "session",
                AdminMessage.answer(0)
                        .with(AdminField.SESSION_TOKEN, new byte[] {1, 2, 3})
                        .with(AdminField.SESSION_TTL, 3600));
        add(seeds, "list", AdminValues.describe(role), AdminMessage.answer(50));
        add(seeds, "user", AdminValues.describe(user));
        return seeds;
    }

    private static void add(Map<String, byte[]> seeds, String name, AdminMessage... messages) {
        WireBuffer frame = new WireBuffer();
        AdminMessage.encode(List.of(messages), frame);
        byte[] body =
                Arrays.copyOfRange(frame.array(), FrameDescriptor.HEADER_LENGTH, frame.length());
        seeds.put(name, body);
        seeds.put(name + "-cut", Arrays.copyOf(body, body.length * 2 / 3));
    }
}

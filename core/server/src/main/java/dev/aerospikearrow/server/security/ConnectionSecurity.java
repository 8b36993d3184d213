package dev.aerospikearrow.server.security;

import dev.aerospikearrow.data.ResultCode;
import dev.aerospikearrow.data.Role;
import dev.aerospikearrow.data.User;
import dev.aerospikearrow.protocol.security.AdminCommand;
import dev.aerospikearrow.protocol.security.AdminField;
import dev.aerospikearrow.protocol.security.AdminMessage;
import dev.aerospikearrow.protocol.security.AdminValues;
import dev.aerospikearrow.protocol.wire.MalformedReplyException;
import dev.aerospikearrow.protocol.wire.WireBuffer;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The login of one connection, and the admin commands that come over it
 * (docs/docs/internals/wire.md, section 12). Used by one thread at a time.
 */
public final class ConnectionSecurity implements Access {
    /** The status that ends a list. */
    private static final int LIST_END = 50;

    private final NodeSecurity node;
    private final InetAddress address;
    private final Supplier<Optional<String>> certificateName;
    private @Nullable String user;
    private int epoch;

    /**
     * @param address where the connection comes from
     * @param certificateName whom the certificate is for that was shown; empty if none was
     */
    public ConnectionSecurity(
            NodeSecurity node, InetAddress address, Supplier<Optional<String>> certificateName) {
        this.node = node;
        this.address = address;
        this.certificateName = certificateName;
    }

    @Override
    public boolean isLoggedIn() {
        String known = user;
        return known != null && epoch == node.epoch() && node.state().exists(known);
    }

    @Override
    public boolean allows(Right right, String namespace, String set) {
        String known = user;
        return known != null && node.state().allows(known, right, namespace, set);
    }

    /** The connection is closed. */
    public void close() {
        become(null);
    }

    private void become(@Nullable String name) {
        if (user != null) {
            node.count(user, -1);
        }
        user = name;
        epoch = node.epoch();
        if (name != null) {
            node.count(name, 1);
        }
    }

    @Override
    public byte[] answer(byte[] bytes, int bodyOffset, int bodyLength) {
        List<AdminMessage> answer;
        try {
            answer = carryOut(AdminMessage.decode(bytes, bodyOffset, bodyLength).get(0));
        } catch (Refusal e) {
            answer = List.of(AdminMessage.answer(e.code().code()));
        } catch (MalformedReplyException | IllegalArgumentException e) {
            answer = List.of(AdminMessage.answer(ResultCode.INVALID_FIELD.code()));
        }
        WireBuffer frame = new WireBuffer();
        AdminMessage.encode(answer, frame);
        return frame.toByteArray();
    }

    private List<AdminMessage> carryOut(AdminMessage request) {
        AdminCommand command =
                request.command().orElseThrow(() -> new Refusal(ResultCode.INVALID_COMMAND));
        switch (command) {
            case LOGIN -> {
                return List.of(logIn(request));
            }
            case AUTHENTICATE -> {
                authenticate(request);
                return List.of(AdminMessage.answer(0));
            }
            default -> {
                if (!isLoggedIn()) {
                    throw new Refusal(ResultCode.NOT_AUTHENTICATED);
                }
                return administer(command, request);
            }
        }
    }

    private AdminMessage logIn(AdminMessage request) {
        Optional<String> name = request.text(AdminField.USER);
        String known;
        if (name.isPresent()) {
            known = name.get();
            node.state()
                    .checkPassword(
                            known,
                            request.bytes(AdminField.CREDENTIAL),
                            request.bytes(AdminField.CLEAR_PASSWORD));
        } else {
            known = certificateName.get().orElseThrow(() -> new Refusal(ResultCode.INVALID_USER));
            if (!node.state().exists(known)) {
                throw new Refusal(ResultCode.INVALID_USER);
            }
        }
        node.state().checkAddress(known, address);
        become(known);
        return AdminMessage.answer(0)
                .with(AdminField.SESSION_TOKEN, node.newToken(known))
                .with(AdminField.SESSION_TTL, (int) node.state().sessionTtl().toSeconds());
    }

    private void authenticate(AdminMessage request) {
        String known =
                request.bytes(AdminField.SESSION_TOKEN)
                        .flatMap(node::userOf)
                        .orElseThrow(() -> new Refusal(ResultCode.EXPIRED_SESSION));
        Optional<String> name = request.text(AdminField.USER).or(certificateName);
        if (!name.equals(Optional.of(known)) || !node.state().exists(known)) {
            throw new Refusal(ResultCode.INVALID_USER);
        }
        node.state().checkAddress(known, address);
        become(known);
    }

    private List<AdminMessage> administer(AdminCommand command, AdminMessage request) {
        Optional<String> userName = request.text(AdminField.USER);
        boolean aboutItself = userName.equals(Optional.ofNullable(user));
        boolean free =
                aboutItself
                                && (command == AdminCommand.CHANGE_PASSWORD
                                        || command == AdminCommand.QUERY_USERS)
                        || command == AdminCommand.QUERY_ROLES && isOwnRole(request);
        if (!free && !allows(Right.USER_ADMIN, "", "")) {
            throw new Refusal(ResultCode.ROLE_VIOLATION);
        }
        SecurityState state = node.state();
        switch (command) {
            case QUERY_USERS -> {
                return list(
                        state.users(userName).stream()
                                .map(this::withConnections)
                                .map(AdminValues::describe)
                                .toList());
            }
            case QUERY_ROLES -> {
                return list(
                        state.roles(request.text(AdminField.ROLE)).stream()
                                .map(AdminValues::describe)
                                .toList());
            }
            case CREATE_ROLE,
                    DROP_ROLE,
                    GRANT_PRIVILEGES,
                    REVOKE_PRIVILEGES,
                    SET_WHITELIST,
                    SET_QUOTAS ->
                    changeRole(
                            state,
                            command,
                            request.text(AdminField.ROLE)
                                    .orElseThrow(() -> new Refusal(ResultCode.INVALID_ROLE)),
                            request);
            default ->
                    changeUser(
                            state,
                            command,
                            userName.orElseThrow(() -> new Refusal(ResultCode.INVALID_USER)),
                            request);
        }
        return List.of(AdminMessage.answer(0));
    }

    private boolean isOwnRole(AdminMessage request) {
        String known = user;
        return known != null
                && request.text(AdminField.ROLE)
                        .filter(
                                role ->
                                        node.state()
                                                .users(Optional.of(known))
                                                .get(0)
                                                .roles()
                                                .contains(role))
                        .isPresent();
    }

    private User withConnections(User known) {
        return new User(
                known.name(),
                known.roles(),
                OptionalInt.of(node.connectionsOf(known.name())),
                known.reads(),
                known.writes());
    }

    private static List<AdminMessage> list(List<AdminMessage> entries) {
        List<AdminMessage> all = new ArrayList<>(entries);
        all.add(AdminMessage.answer(LIST_END));
        return all;
    }

    private static void changeUser(
            SecurityState state, AdminCommand command, String name, AdminMessage request) {
        switch (command) {
            case CREATE_USER ->
                    state.createUser(
                            name,
                            password(request, AdminField.PASSWORD),
                            AdminValues.roleNamesIn(request));
            case DROP_USER -> state.dropUser(name);
            case SET_PASSWORD -> state.setPassword(name, password(request, AdminField.PASSWORD));
            case CHANGE_PASSWORD ->
                    state.changePassword(
                            name,
                            password(request, AdminField.OLD_PASSWORD),
                            password(request, AdminField.PASSWORD));
            case GRANT_ROLES -> state.grantRoles(name, AdminValues.roleNamesIn(request));
            case REVOKE_ROLES -> state.revokeRoles(name, AdminValues.roleNamesIn(request));
            default -> throw new Refusal(ResultCode.INVALID_COMMAND);
        }
    }

    private static byte[] password(AdminMessage request, AdminField field) {
        return request.bytes(field).orElseThrow(() -> new Refusal(ResultCode.INVALID_PASSWORD));
    }

    private static void changeRole(
            SecurityState state, AdminCommand command, String name, AdminMessage request) {
        AdminValues.Privileges privileges = AdminValues.privilegesIn(request);
        if (!privileges.otherCodes().isEmpty()) {
            throw new Refusal(ResultCode.INVALID_PRIVILEGE);
        }
        int reads = request.number(AdminField.READ_QUOTA).orElse(0);
        int writes = request.number(AdminField.WRITE_QUOTA).orElse(0);
        switch (command) {
            case CREATE_ROLE ->
                    state.createRole(
                            new Role(
                                    name,
                                    privileges.known(),
                                    AdminValues.whitelistIn(request),
                                    reads,
                                    writes,
                                    List.of()));
            case DROP_ROLE -> state.dropRole(name);
            case GRANT_PRIVILEGES -> state.grantPrivileges(name, privileges.known());
            case REVOKE_PRIVILEGES -> state.revokePrivileges(name, privileges.known());
            case SET_WHITELIST -> state.setWhitelist(name, AdminValues.whitelistIn(request));
            case SET_QUOTAS -> state.setQuotas(name, reads, writes);
            default -> throw new Refusal(ResultCode.INVALID_COMMAND);
        }
    }
}

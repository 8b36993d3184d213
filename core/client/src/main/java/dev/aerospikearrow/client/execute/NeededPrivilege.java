package dev.aerospikearrow.client.execute;

import dev.aerospikearrow.data.Key;
import dev.aerospikearrow.data.Privilege;
import dev.aerospikearrow.data.Privilege.Permission;
import dev.aerospikearrow.data.SetName;
import dev.aerospikearrow.protocol.message.RecordCommand;

/** What a user has to be allowed for a call, for messages. */
final class NeededPrivilege {
    private NeededPrivilege() {}

    static String of(RecordCommand command, String namespace, String setName) {
        Permission permission =
                command.function().isPresent()
                        ? Permission.READ_WRITE_UDF
                        : !command.writes()
                                ? Permission.READ
                                : command.reads() ? Permission.READ_WRITE : Permission.WRITE;
        return in(permission, namespace, setName);
    }

    static String ofRead(Key key) {
        return in(Permission.READ, key.namespace(), key.setName());
    }

    static String in(Permission permission, String namespace, String setName) {
        return Privilege.of(permission, SetName.of(namespace, setName)).toString();
    }
}

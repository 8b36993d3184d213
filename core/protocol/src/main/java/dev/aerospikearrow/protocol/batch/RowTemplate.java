package dev.aerospikearrow.protocol.batch;

import dev.aerospikearrow.data.DigestArray;
import dev.aerospikearrow.data.Key;
import dev.aerospikearrow.data.UserKey;
import dev.aerospikearrow.operation.FunctionCall;
import dev.aerospikearrow.operation.Operation;
import dev.aerospikearrow.operation.SendKey;
import dev.aerospikearrow.protocol.message.MessageEncoder;
import dev.aerospikearrow.protocol.message.RecordCommand;
import dev.aerospikearrow.protocol.wire.Bytes;
import dev.aerospikearrow.protocol.wire.FieldType;
import dev.aerospikearrow.protocol.wire.MessageDescriptor;
import dev.aerospikearrow.protocol.wire.MessageFlags;
import dev.aerospikearrow.protocol.wire.WireBuffer;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Everything of a batch row but its index and digest: namespace, set and command, encoded once for
 * all rows that share them. Rows that follow one another with the same template cost 25 bytes each.
 * Immutable.
 *
 * <pre>
 *  0            4                       24          25
 * +------------+-----------------------+-----------+------------------------------------------------------
 * | batch index| digest                | row flags | info1 [info2 info3] [generation u16] [ttl u32]
 * |            |                       |           | field count u16, operation count u16, fields, operations
 * +------------+-----------------------+-----------+------------------------------------------------------
 *                                       ^ the template starts here; REPEAT ends here
 * </pre>
 *
 * @see "docs/docs/internals/wire.md, section 8.2"
 */
public final class RowTemplate {
    static final int FLAG_REPEAT = 0x01;
    private static final int FLAG_INFO = 0x02;
    private static final int FLAG_GENERATION = 0x04;
    private static final int FLAG_TTL = 0x08;

    /** A fourth byte of info follows the third; templates have none, see {@link BatchEncoder}. */
    static final int FLAG_INFO4 = 0x10;

    // Where things lie in a template that writes, in bytes.
    static final int INFO2_OFFSET = 2;
    static final int INFO3_OFFSET = 3;
    static final int INFO4_OFFSET = 4;
    static final int GENERATION_OFFSET = 4;
    static final int TTL_OFFSET = 6;
    static final int FIELD_COUNT_OFFSET = 10;
    static final int OPERATION_COUNT_OFFSET = 12;

    /** A row that reads has no generation: flags, info 1 to 3, ttl and counts come first. */
    private static final int READ_FIELDS_OFFSET = 12;

    private final String namespace;
    private final String setName;
    private final RecordCommand command;
    private final byte[] encoded;
    private final boolean repeatable;

    private RowTemplate(
            String namespace,
            String setName,
            RecordCommand command,
            byte[] encoded,
            boolean repeatable) {
        this.namespace = namespace;
        this.setName = setName;
        this.command = command;
        this.encoded = encoded;
        this.repeatable = repeatable;
    }

    /** The template of rows of one set that all get the same command. */
    public static RowTemplate of(String namespace, String setName, RecordCommand command) {
        return encode(namespace, setName, Optional.empty(), command, resultPerOperation(command));
    }

    /**
     * What rows that write share when each has operations of its own, for {@link RowBodies}. They
     * are answered with their result codes alone.
     *
     * @throws IllegalArgumentException if the command does not write, or has operations
     */
    public static RowTemplate ofWrites(String namespace, String setName, RecordCommand command) {
        if (!command.writes() || !command.operations().isEmpty()) {
            throw new IllegalArgumentException(
                    "A write without operations is expected, but found: " + command + ".");
        }
        return encode(namespace, setName, Optional.empty(), command, 0);
    }

    /**
     * The same for rows that read, with flags that say how strongly consistent namespaces are read.
     *
     * @param flags of {@link MessageFlags#INFO3_SC_READ_TYPE} and {@link
     *     MessageFlags#INFO3_SC_READ_RELAX}
     */
    public RowTemplate withReadFlags(int flags) {
        byte[] bytes = encoded.clone();
        bytes[INFO3_OFFSET] |= (byte) flags;
        return new RowTemplate(namespace, setName, command.withReadFlags(flags), bytes, repeatable);
    }

    /** Whether a row is a read that a plain message can ask for as well. */
    public boolean isPlainRead() {
        return !command.writes() && encoded[INFO2_OFFSET] == 0;
    }

    /**
     * Appends the frame of a plain message that asks for a record as a row of this template would.
     *
     * @param digests holds the record's digest, from {@code digestOffset} on
     * @param filter instead of the command's, if that has none
     */
    public void encodePlainRead(
            WireBuffer target,
            byte[] digests,
            int digestOffset,
            Optional<byte[]> filter,
            int serverTimeoutMillis) {
        MessageEncoder encoder = new MessageEncoder(target);
        encoder.begin(command.info1(), 0, command.info3(), 0, command.ttl(), serverTimeoutMillis);
        int at = encoder.openField(FieldType.DIGEST, Key.DIGEST_LENGTH_BYTES);
        DigestArray.copyDigest(digests, digestOffset, target.array(), at);
        if (command.filter().isEmpty() && filter.isPresent()) {
            encoder.field(FieldType.FILTER, filter.get());
        }
        encoder.encoded(
                encoded,
                READ_FIELDS_OFFSET,
                Bytes.getUnsignedShort(encoded, READ_FIELDS_OFFSET - 4),
                Bytes.getUnsignedShort(encoded, READ_FIELDS_OFFSET - 2));
        encoder.end();
    }

    /** The template of one key's row, which also carries the user key if that is asked for. */
    public static RowTemplate of(Key key, SendKey sendKey, RecordCommand command) {
        Optional<UserKey> userKey =
                sendKey == SendKey.WITH_USER_KEY ? key.userKey() : Optional.empty();
        return encode(
                key.namespace(), key.setName(), userKey, command, resultPerOperation(command));
    }

    private static RowTemplate encode(
            String namespace,
            String setName,
            Optional<UserKey> userKey,
            RecordCommand command,
            int answerFlags) {
        WireBuffer target = new WireBuffer(128);
        boolean writes = command.writes();
        target.putByte(FLAG_INFO | FLAG_TTL | (writes ? FLAG_GENERATION : 0));
        target.putByte(command.info1());
        target.putByte(command.info2() | answerFlags);
        target.putByte(command.info3());
        if (writes) {
            target.putShort(command.generation());
        }
        target.putInt(command.ttl());
        int counts = target.reserve(4);
        int fieldCount = 1;
        bytesField(target, FieldType.NAMESPACE, Bytes.utf8(namespace));
        if (!setName.isEmpty()) {
            fieldCount++;
            bytesField(target, FieldType.SET, Bytes.utf8(setName));
        }
        if (command.filter().isPresent()) {
            fieldCount++;
            bytesField(target, FieldType.FILTER, command.filter().get());
        }
        if (userKey.isPresent()) {
            fieldCount++;
            field(target, FieldType.USER_KEY, buffer -> putUserKey(buffer, userKey.get()));
        }
        if (command.function().isPresent()) {
            fieldCount += 3;
            FunctionCall function = command.function().get();
            bytesField(target, FieldType.FUNCTION_MODULE, Bytes.utf8(function.module()));
            bytesField(target, FieldType.FUNCTION_NAME, Bytes.utf8(function.name()));
            bytesField(target, FieldType.FUNCTION_ARGUMENTS, function.packedArguments());
        }
        for (Operation operation : command.operations()) {
            MessageEncoder.appendOperation(target, operation);
        }
        target.setShort(counts, fieldCount);
        target.setShort(counts + 2, command.operations().size());
        // The server refuses a repeat of a row that carried a user key.
        return new RowTemplate(
                namespace, setName, command, target.toByteArray(), userKey.isEmpty());
    }

    /**
     * In a batch the official client asks for one result per operation of every write, except with
     * a read of all bins: the server refuses the two together. A function has no operations.
     */
    private static int resultPerOperation(RecordCommand command) {
        boolean readsAll = (command.info1() & MessageFlags.INFO1_GET_ALL) != 0;
        return readsAll || !command.writes() || command.function().isPresent()
                ? 0
                : MessageFlags.INFO2_RESPOND_ALL_OPS;
    }

    private static void field(WireBuffer target, int fieldType, Consumer<WireBuffer> data) {
        int start = target.reserve(MessageDescriptor.FIELD_HEADER_LENGTH);
        data.accept(target);
        target.setInt(start, target.length() - start - 4);
        target.setByte(start + 4, fieldType);
    }

    private static void bytesField(WireBuffer target, int fieldType, byte[] data) {
        field(target, fieldType, buffer -> buffer.putBytes(data));
    }

    private static void putUserKey(WireBuffer target, UserKey userKey) {
        target.putByte(userKey.particleType());
        int at = target.reserve(userKey.encodedLength());
        userKey.encodeTo(target.array(), at);
    }

    /** The namespace of the rows, whose partition map says which node gets them. */
    public String namespace() {
        return namespace;
    }

    /** The name of the rows' set; empty for none. */
    public String setName() {
        return setName;
    }

    /** What is done to the rows. */
    public RecordCommand command() {
        return command;
    }

    /** How many bytes it has. */
    public int encodedLength() {
        return encoded.length;
    }

    boolean repeatable() {
        return repeatable;
    }

    byte[] encoded() {
        return encoded;
    }
}

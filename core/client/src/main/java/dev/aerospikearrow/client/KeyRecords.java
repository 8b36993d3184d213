package dev.aerospikearrow.client;

import dev.aerospikearrow.data.Key;
import dev.aerospikearrow.data.UserKey;
import dev.aerospikearrow.protocol.message.Answer;
import dev.aerospikearrow.protocol.message.BinNames;
import dev.aerospikearrow.protocol.message.RecordBlock;
import dev.aerospikearrow.protocol.particle.Particles;
import dev.aerospikearrow.protocol.wire.Bytes;
import dev.aerospikearrow.protocol.wire.MalformedReplyException;
import dev.aerospikearrow.protocol.wire.Utf8;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The answer to a scan or query as keys and records, one after the other. */
final class KeyRecords implements Answer<@Nullable Void> {
    private final String namespace;
    private final BinNames names;
    private final Consumer<KeyRecord> target;
    private byte[] lastSetBytes = new byte[0];
    private String lastSetName = "";

    KeyRecords(String namespace, BinNames names, Consumer<KeyRecord> target) {
        this.namespace = namespace;
        this.names = names;
        this.target = target;
    }

    @Override
    public BinNames binNames() {
        return names;
    }

    @Override
    public void take(RecordBlock block) {
        for (int record = 0; record < block.recordCount(); record++) {
            Key key = key(block, record);
            target.accept(
                    new KeyRecord(
                            key,
                            new StoredRecord(
                                    block.generation(record),
                                    block.voidTimeSeconds(record),
                                    bins(block, record, key))));
        }
    }

    @Override
    public @Nullable Void result() {
        return null;
    }

    private static Map<String, Object> bins(RecordBlock block, int record, Key key) {
        try {
            return BinValues.bins(block, record);
        } catch (MalformedReplyException e) {
            throw e.within("record " + key);
        }
    }

    private Key key(RecordBlock block, int record) {
        byte[] frame = block.frame();
        String setName = setName(frame, block.setNameCell(record));
        UserKey stored;
        try {
            stored = userKey(frame, block.userKeyCell(record));
        } catch (MalformedReplyException e) {
            throw e.within("user key of a record of set \"" + setName + "\"");
        }
        if (stored != null) {
            return Key.of(namespace, setName, stored);
        }
        int digest = block.digestOffset(record);
        return Key.ofDigest(
                namespace,
                setName,
                Arrays.copyOfRange(frame, digest, digest + Key.DIGEST_LENGTH_BYTES));
    }

    /** Nearly always the set of the record before. */
    private String setName(byte[] frame, long cell) {
        int offset = RecordBlock.offset(cell);
        int end = offset + RecordBlock.length(cell);
        if (!Arrays.equals(lastSetBytes, 0, lastSetBytes.length, frame, offset, end)) {
            lastSetBytes = Arrays.copyOfRange(frame, offset, end);
            lastSetName = Bytes.getUtf8(lastSetBytes, 0, lastSetBytes.length);
        }
        return lastSetName;
    }

    private static @Nullable UserKey userKey(byte[] frame, long cell) {
        int value = RecordBlock.offset(cell);
        int length = RecordBlock.length(cell);
        return switch (RecordBlock.particleType(cell)) {
            case UserKey.Integer.PARTICLE_TYPE ->
                    new UserKey.Integer(Particles.readLong(frame, value, length));
            case UserKey.FloatingPoint.PARTICLE_TYPE ->
                    new UserKey.FloatingPoint(Particles.readDouble(frame, value, length));
            case UserKey.Text.PARTICLE_TYPE -> textKey(frame, value, length);
            case UserKey.Blob.PARTICLE_TYPE ->
                    new UserKey.Blob(Arrays.copyOfRange(frame, value, value + length));
            // None, or of a type that keys are not made of: the digest still names the record.
            default -> null;
        };
    }

    /** A text that is no UTF-8 has no key of ours: the digest still names the record. */
    private static UserKey.@Nullable Text textKey(byte[] frame, int offset, int length) {
        String text = Utf8.decode(frame, offset, length);
        return text == null ? null : new UserKey.Text(text);
    }
}

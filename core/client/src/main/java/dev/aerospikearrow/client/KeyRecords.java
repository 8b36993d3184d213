package dev.aerospikearrow.client;

import dev.aerospikearrow.protocol.key.Key;
import dev.aerospikearrow.protocol.key.UserKey;
import dev.aerospikearrow.protocol.message.BinNames;
import dev.aerospikearrow.protocol.message.RecordSink;
import dev.aerospikearrow.protocol.particle.Particles;
import dev.aerospikearrow.protocol.wire.Bytes;
import dev.aerospikearrow.protocol.wire.FieldType;
import dev.aerospikearrow.protocol.wire.MalformedReplyException;
import dev.aerospikearrow.protocol.wire.Utf8;
import java.util.Arrays;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Makes keys and records of what a scan or query answers. */
final class KeyRecords implements RecordSink {
    private final String namespace;
    private final BinCollector collector;
    private final Consumer<KeyRecord> target;
    private byte[] frame = new byte[0];
    private int generation;
    private int voidTimeSeconds;
    private byte @Nullable [] digest;
    private @Nullable UserKey userKey;
    private byte[] setBytes = new byte[0];
    private String lastSetName = "";
    private String setName = "";

    KeyRecords(String namespace, BinNames names, Consumer<KeyRecord> target) {
        this.namespace = namespace;
        this.target = target;
        collector = new BinCollector(names);
    }

    @Override
    public void onFrame(byte[] bytes) {
        frame = bytes;
    }

    @Override
    public void onRecord(
            int batchIndex, int code, int recordGeneration, int recordVoidTimeSeconds) {
        generation = recordGeneration;
        voidTimeSeconds = recordVoidTimeSeconds;
        digest = null;
        userKey = null;
        setName = "";
        collector.clear();
    }

    @Override
    public void onField(int fieldType, int offset, int length) {
        switch (fieldType) {
            case FieldType.DIGEST -> digest = Arrays.copyOfRange(frame, offset, offset + length);
            case FieldType.SET -> setName = setNameAt(offset, length);
            case FieldType.USER_KEY -> userKey = userKeyAt(offset, length);
            default -> {
                // Nothing that a record is made of.
            }
        }
    }

    /** Nearly always the set of the record before. */
    private String setNameAt(int offset, int length) {
        if (!Arrays.equals(setBytes, 0, setBytes.length, frame, offset, offset + length)) {
            setBytes = Arrays.copyOfRange(frame, offset, offset + length);
            lastSetName = Bytes.getUtf8(setBytes, 0, length);
        }
        return lastSetName;
    }

    private @Nullable UserKey userKeyAt(int offset, int length) {
        if (length < 1) {
            throw new MalformedReplyException("a user key without a type", offset);
        }
        int value = offset + 1;
        int valueLength = length - 1;
        return switch (frame[offset]) {
            case UserKey.Integer.PARTICLE_TYPE ->
                    new UserKey.Integer(Particles.readLong(frame, value, valueLength));
            case UserKey.FloatingPoint.PARTICLE_TYPE ->
                    new UserKey.FloatingPoint(Particles.readDouble(frame, value, valueLength));
            case UserKey.Text.PARTICLE_TYPE -> textKey(value, valueLength);
            case UserKey.Blob.PARTICLE_TYPE ->
                    new UserKey.Blob(Arrays.copyOfRange(frame, value, value + valueLength));
            // A type that keys are not made of: the digest still names the record.
            default -> null;
        };
    }

    /** A text that is no UTF-8 has no key of ours: the digest still names the record. */
    private UserKey.@Nullable Text textKey(int offset, int length) {
        String text = Utf8.decode(frame, offset, length);
        return text == null ? null : new UserKey.Text(text);
    }

    @Override
    public void onBin(int ordinal, int particleType, int offset, int length) {
        collector.add(ordinal, particleType, frame, offset, length);
    }

    @Override
    public void onRecordEnd() {
        UserKey stored = userKey;
        byte[] found = digest;
        Key key;
        if (stored != null) {
            key = Key.of(namespace, setName, stored);
        } else if (found != null) {
            key = Key.ofDigest(namespace, setName, found);
        } else {
            throw new MalformedReplyException("a query's record without a digest", 0);
        }
        target.accept(
                new KeyRecord(key, new Record(generation, voidTimeSeconds, collector.bins())));
    }
}

package dev.aerospikearrow.server.index;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.aerospikearrow.data.ParticleType;
import dev.aerospikearrow.protocol.wire.WireBuffer;
import dev.aerospikearrow.server.engine.IndexDefinition;
import dev.aerospikearrow.server.store.NamespaceSettings;
import dev.aerospikearrow.server.store.RecordStore;
import dev.aerospikearrow.server.store.StoredRecord;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class IndexedValuesTest {
    private static final String BIN = "l";

    /** A record with one bin, a list. */
    private static StoredRecord withList(String messagePack) {
        byte[] list = HexFormat.of().parseHex(messagePack);
        WireBuffer bins = new WireBuffer();
        bins.putInt(4 + BIN.length() + list.length);
        bins.putByte(1);
        bins.putByte(ParticleType.LIST);
        bins.putByte(0);
        bins.putByte(BIN.length());
        bins.putByte(BIN.charAt(0));
        bins.putBytes(list, 0, list.length);
        RecordStore store =
                new RecordStore("test", NamespaceSettings.DEFAULT, InstantSource.system());
        byte[] digest = new byte[StoredRecord.DIGEST_LENGTH];
        return new StoredRecord(
                digest, 0, store.set("s"), 1, 0, store.nowNanos(), null, 1, bins.toByteArray());
    }

    @Test
    void integersAbove2To63AreIndexedByTheirBits() {
        IndexDefinition definition =
                new IndexDefinition(
                        "i",
                        "s",
                        BIN,
                        IndexDefinition.ValueType.NUMERIC,
                        IndexDefinition.CollectionType.LIST,
                        "");
        assertEquals(
                new TreeSet<>(List.of(-1L, 5L)),
                new IndexedValues(definition).sortValues(withList("9205cfffffffffffffffff")));
    }
}

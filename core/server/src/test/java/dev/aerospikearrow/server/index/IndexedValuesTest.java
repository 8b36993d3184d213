package dev.aerospikearrow.server.index;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.aerospikearrow.data.ParticleType;
import dev.aerospikearrow.protocol.wire.WireBuffer;
import dev.aerospikearrow.server.store.NamespaceSettings;
import dev.aerospikearrow.server.store.RecordSnapshot;
import dev.aerospikearrow.server.store.RecordStore;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class IndexedValuesTest {
    private static final String BIN = "l";

    /** A record with one bin, a list. */
    private static RecordSnapshot withList(String messagePack) {
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
        byte[] digest = new byte[RecordSnapshot.DIGEST_LENGTH];
        return new RecordSnapshot(
                digest, 0, store.set("s"), 1, 0, store.nowNanos(), null, 1, bins.toByteArray());
    }

    @Test
    void integersAbove2To63AreIndexedByTheirBits() {
        IndexDescriptor definition =
                new IndexDescriptor(
                        "i",
                        "s",
                        BIN,
                        IndexDescriptor.IndexedType.NUMERIC,
                        IndexDescriptor.CollectionType.LIST,
                        "",
                        "");
        assertEquals(
                new TreeSet<>(List.of(-1L, 5L)),
                new IndexedValues(definition).sortValues(withList("9205cfffffffffffffffff")));
    }
}

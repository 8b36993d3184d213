package dev.aerospikearrow.columnar.write;

import dev.aerospikearrow.data.ParticleType;
import dev.aerospikearrow.protocol.msgpack.MsgpackWriter;
import dev.aerospikearrow.protocol.wire.Bytes;
import dev.aerospikearrow.protocol.wire.WireBuffer;
import java.util.List;
import org.apache.arrow.vector.complex.StructVector;

/** Structs as maps whose keys are the names of the fields. A field that is null has no entry. */
final class StructEncoder extends ValueEncoder {
    private final RowTarget target;
    private final byte[][] packedNames;
    private final ValueEncoder[] fields;

    StructEncoder(
            StructVector vector, List<String> names, List<ValueEncoder> fields, RowTarget target) {
        super(vector);
        this.target = target;
        this.fields = fields.toArray(ValueEncoder[]::new);
        this.packedNames = names.stream().map(StructEncoder::packed).toArray(byte[][]::new);
    }

    private static byte[] packed(String name) {
        WireBuffer buffer = new WireBuffer();
        new MsgpackWriter(buffer).writeParticle(ParticleType.STRING, Bytes.utf8(name));
        return buffer.toByteArray();
    }

    @Override
    int particleType() {
        return ParticleType.MAP;
    }

    @Override
    void writeBin(int slot) {
        writeElement(slot);
    }

    @Override
    void writeElement(int slot) {
        int entries = 0;
        for (ValueEncoder field : fields) {
            if (!field.isNull(slot)) {
                entries++;
            }
        }
        target.packer().writeMapHeader(entries);
        for (int i = 0; i < fields.length; i++) {
            if (!fields[i].isNull(slot)) {
                target.packer().writePacked(packedNames[i]);
                fields[i].writeElement(slot);
            }
        }
    }
}

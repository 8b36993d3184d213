package dev.aerospikearrow.columnar.write;

import dev.aerospikearrow.data.ParticleType;
import dev.aerospikearrow.protocol.wire.Utf8;
import dev.aerospikearrow.protocol.wire.WireBuffer;
import java.util.List;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.vector.BaseVariableWidthViewVector;
import org.apache.arrow.vector.ValueVector;

/** Texts and byte strings: a range of bytes that is copied as it is. */
abstract class BytesEncoder extends ValueEncoder {
    /** Before the text of a GeoJSON bin: no flags, and no cells, which the server adds. */
    private static final int GEOJSON_HEADER_LENGTH = 3;

    private final RowTarget target;
    private final int particleType;
    private final boolean isText;

    private BytesEncoder(ValueVector vector, int particleType, RowTarget target) {
        super(vector);
        this.target = target;
        this.particleType = particleType;
        this.isText = particleType == ParticleType.STRING || particleType == ParticleType.GEOJSON;
    }

    /** Values between offsets of 32 bits. */
    static BytesEncoder ofOffsets(ValueVector vector, int particleType, RowTarget target) {
        ArrowBuf data = vector.getDataBuffer();
        ArrowBuf offsets = vector.getOffsetBuffer();
        return new BytesEncoder(vector, particleType, target) {
            @Override
            void writeRange(int slot, Form form) {
                int start = offsets.getInt((long) slot << 2);
                write(form, data, start, offsets.getInt((slot + 1L) << 2) - start);
            }
        };
    }

    /** Values between offsets of 64 bits. */
    static BytesEncoder ofLargeOffsets(ValueVector vector, int particleType, RowTarget target) {
        ArrowBuf data = vector.getDataBuffer();
        ArrowBuf offsets = vector.getOffsetBuffer();
        return new BytesEncoder(vector, particleType, target) {
            @Override
            void writeRange(int slot, Form form) {
                long start = offsets.getLong((long) slot << 3);
                long length = offsets.getLong((slot + 1L) << 3) - start;
                write(form, data, start, Math.toIntExact(length));
            }
        };
    }

    /** Values that all have the same number of bytes. */
    static BytesEncoder ofWidth(
            ValueVector vector, int widthBytes, int particleType, RowTarget target) {
        ArrowBuf data = vector.getDataBuffer();
        return new BytesEncoder(vector, particleType, target) {
            @Override
            void writeRange(int slot, Form form) {
                write(form, data, (long) slot * widthBytes, widthBytes);
            }
        };
    }

    /** Views: short values lie in the view itself, others where it points to. */
    static BytesEncoder ofViews(
            BaseVariableWidthViewVector vector, int particleType, RowTarget target) {
        ArrowBuf views = vector.getDataBuffer();
        List<ArrowBuf> buffers = vector.getDataBuffers();
        return new BytesEncoder(vector, particleType, target) {
            @Override
            void writeRange(int slot, Form form) {
                long view = (long) slot * BaseVariableWidthViewVector.ELEMENT_SIZE;
                int length = views.getInt(view);
                if (length <= BaseVariableWidthViewVector.INLINE_SIZE) {
                    write(form, views, view + Integer.BYTES, length);
                } else {
                    // Length, the first four bytes, which buffer, and where in it.
                    ArrowBuf buffer = buffers.get(views.getInt(view + 8));
                    write(form, buffer, views.getInt(view + 12), length);
                }
            }
        };
    }

    private enum Form {
        BIN,
        ELEMENT
    }

    /** Finds a slot's bytes and gives them to {@link #write}. */
    abstract void writeRange(int slot, Form form);

    final void write(Form form, ArrowBuf source, long offset, int length) {
        WireBuffer buffer = target.buffer();
        if (form == Form.ELEMENT) {
            target.packer().writeParticleHeader(particleType, length);
        } else if (particleType == ParticleType.GEOJSON) {
            int header = target.buffer().reserve(GEOJSON_HEADER_LENGTH);
            for (int i = 0; i < GEOJSON_HEADER_LENGTH; i++) {
                target.buffer().setByte(header + i, 0);
            }
        }
        target.copy(source, offset, length);
        if (isText && !Utf8.isValid(buffer.array(), buffer.length() - length, length)) {
            throw new UnwritableException(
                    "holds a text whose bytes are no UTF-8. Give the bytes as a Binary field.");
        }
    }

    @Override
    final int particleType() {
        return particleType;
    }

    @Override
    final void writeBin(int slot) {
        writeRange(slot, Form.BIN);
    }

    @Override
    final void writeElement(int slot) {
        writeRange(slot, Form.ELEMENT);
    }
}

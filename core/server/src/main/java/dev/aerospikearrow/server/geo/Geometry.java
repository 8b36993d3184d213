package dev.aerospikearrow.server.geo;

import dev.aerospikearrow.data.ResultCode;
import dev.aerospikearrow.protocol.wire.Bytes;
import dev.aerospikearrow.protocol.wire.WireBuffer;
import dev.aerospikearrow.server.message.RequestException;
import org.jspecify.annotations.Nullable;

/** A GeoJSON value: a point, or a region. Immutable. */
public final class Geometry {
    private static final int REGION_FLAG = 0x01;
    private static final int HEADER_LENGTH = 3;

    private final @Nullable GeoCell point;
    private final @Nullable GeoRegion region;

    private Geometry(@Nullable GeoCell point, @Nullable GeoRegion region) {
        this.point = point;
        this.region = region;
    }

    static Geometry of(GeoCell point) {
        return new Geometry(point, null);
    }

    static Geometry of(GeoRegion region) {
        return new Geometry(null, region);
    }

    /**
     * Reads GeoJSON.
     *
     * @throws RequestException INVALID_GEOJSON if the text is no geometry
     */
    public static Geometry parse(byte[] bytes, int offset, int length) {
        try {
            return GeoJsonReader.read(Bytes.getUtf8(bytes, offset, length));
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            throw new RequestException(ResultCode.INVALID_GEOJSON);
        }
    }

    /**
     * The stored form of a text: flags, number of cells, cells, then the text. A point has its
     * cell; regions, whose covering by cells nothing here needs, have none.
     *
     * @throws RequestException INVALID_GEOJSON if the text is no geometry
     */
    public static byte[] stored(byte[] bytes, int offset, int length) {
        GeoCell cell = parse(bytes, offset, length).point;
        WireBuffer target = new WireBuffer(HEADER_LENGTH + Long.BYTES + length);
        target.putByte(cell == null ? REGION_FLAG : 0);
        target.putShort(cell == null ? 0 : 1);
        if (cell != null) {
            target.putLong(cell.id());
        }
        target.putBytes(bytes, offset, length);
        return target.toByteArray();
    }

    /** Whether one of the two is a point, and the other a region that contains it. */
    public boolean matches(Geometry other) {
        if (point != null) {
            return other.region != null && other.region.contains(point.center());
        }
        return other.point != null && region != null && region.contains(other.point.center());
    }
}

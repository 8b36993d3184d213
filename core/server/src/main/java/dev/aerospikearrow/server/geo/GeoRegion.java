package dev.aerospikearrow.server.geo;

import java.util.List;

/** A region of the sphere. Immutable. */
sealed interface GeoRegion {
    boolean contains(GeoVector point);

    /** All within an angle of a center. */
    record Circle(GeoVector center, double radians) implements GeoRegion {
        @Override
        public boolean contains(GeoVector point) {
            return center.angleTo(point) <= radians;
        }
    }

    /** What is inside of an odd number of rings: a first one, and holes in it. */
    record Polygon(List<GeoRing> rings) implements GeoRegion {
        @Override
        public boolean contains(GeoVector point) {
            return rings.stream().filter(ring -> ring.contains(point)).count() % 2 == 1;
        }
    }

    /** What is in one of several. */
    record Union(List<GeoRegion> parts) implements GeoRegion {
        @Override
        public boolean contains(GeoVector point) {
            return parts.stream().anyMatch(part -> part.contains(point));
        }
    }
}

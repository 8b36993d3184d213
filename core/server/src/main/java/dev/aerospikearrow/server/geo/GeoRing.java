package dev.aerospikearrow.server.geo;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * A closed line of great circle arcs, and what it encloses: the smaller of the two parts into which
 * it divides the sphere, whichever way round it is written. Immutable.
 */
final class GeoRing {
    /** Counterclockwise, each once. */
    private final List<GeoVector> corners;

    /** On the first arc; just left of it is inside. */
    private final GeoVector onFirstArc;

    /**
     * @param positions the corners in turn, the first once more at the end
     * @throws IllegalArgumentException if there are too few, or the line is not closed
     */
    GeoRing(List<GeoVector> positions) {
        List<GeoVector> distinct = new ArrayList<>();
        for (GeoVector position : positions) {
            if (distinct.isEmpty() || !distinct.get(distinct.size() - 1).equals(position)) {
                distinct.add(position);
            }
        }
        if (distinct.size() < 4) {
            throw new IllegalArgumentException("a ring has three corners and is closed");
        }
        if (!distinct.get(0).equals(distinct.remove(distinct.size() - 1))) {
            throw new IllegalArgumentException("a ring is not closed");
        }
        if (turning(distinct) < 0) {
            Collections.reverse(distinct);
        }
        corners = List.copyOf(distinct);
        onFirstArc = corners.get(0).plus(corners.get(1)).normalized();
    }

    /**
     * By how much the line turns left in all: 2π less the area on its left, which is less than half
     * of the sphere if this is not negative.
     */
    private static double turning(List<GeoVector> corners) {
        int count = corners.size();
        double sum = 0;
        for (int i = 0; i < count; i++) {
            GeoVector before = corners.get((i + count - 1) % count);
            GeoVector here = corners.get(i);
            GeoVector after = corners.get((i + 1) % count);
            double angle = before.cross(here).angleTo(here.cross(after));
            sum += before.hasOnTheLeft(here, after) ? angle : -angle;
        }
        return sum;
    }

    /** Goes from the point to the inside and counts how often it crosses the line. */
    boolean contains(GeoVector point) {
        boolean inside = corners.get(0).hasOnTheLeft(corners.get(1), point);
        for (int i = 1; i < corners.size(); i++) {
            GeoVector from = corners.get(i);
            GeoVector to = corners.get((i + 1) % corners.size());
            if (cross(point, onFirstArc, from, to)) {
                inside = !inside;
            }
        }
        return inside;
    }

    /** Whether the arc from a to b crosses that from c to d. */
    private static boolean cross(GeoVector a, GeoVector b, GeoVector c, GeoVector d) {
        boolean dLeftOfAb = a.hasOnTheLeft(b, d);
        boolean aLeftOfCd = c.hasOnTheLeft(d, a);
        // Each has its ends on both sides of the other, and they meet in front, not behind.
        return a.hasOnTheLeft(b, c) != dLeftOfAb
                && c.hasOnTheLeft(d, b) != aLeftOfCd
                && dLeftOfAb == aLeftOfCd;
    }
}

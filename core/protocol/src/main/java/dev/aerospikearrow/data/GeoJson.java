package dev.aerospikearrow.data;

/**
 * A GeoJSON value: its text, unparsed. The factories write points, circles and polygons; longitudes
 * come first, in degrees.
 */
public record GeoJson(String json) {
    /**
     * A point.
     *
     * @param longitude from -180 to 180 degrees
     * @param latitude from -90 to 90 degrees
     * @throws IllegalArgumentException if it lies nowhere on the earth
     */
    public static GeoJson point(double longitude, double latitude) {
        return new GeoJson(
                "{\"type\":\"Point\",\"coordinates\":" + position(longitude, latitude) + "}");
    }

    /**
     * All that is near a point: a circle, which only Aerospike knows as a geometry.
     *
     * @param longitude of the center, from -180 to 180 degrees
     * @param latitude of the center, from -90 to 90 degrees
     * @param radiusMeters along the surface, 0 or more
     * @throws IllegalArgumentException if there is no such circle
     */
    public static GeoJson circle(double longitude, double latitude, double radiusMeters) {
        if (!(radiusMeters >= 0) || Double.isInfinite(radiusMeters)) {
            throw new IllegalArgumentException(
                    "The radius of a circle is 0 meters or more, but found " + radiusMeters + ".");
        }
        return new GeoJson(
                "{\"type\":\"AeroCircle\",\"coordinates\":["
                        + position(longitude, latitude)
                        + ","
                        + radiusMeters
                        + "]}");
    }

    /**
     * A region inside of one line, without holes.
     *
     * @param positions longitude and latitude of each corner in turn, counterclockwise; the line is
     *     closed from the last to the first if it is not
     * @throws IllegalArgumentException if there are fewer than three corners, half a corner, or one
     *     that lies nowhere on the earth
     */
    public static GeoJson polygon(double... positions) {
        if (positions.length < 6 || positions.length % 2 != 0) {
            throw new IllegalArgumentException(
                    "A polygon has three corners or more, each of two numbers, but found "
                            + positions.length
                            + " numbers.");
        }
        StringBuilder ring = new StringBuilder();
        for (int i = 0; i < positions.length; i += 2) {
            ring.append(position(positions[i], positions[i + 1])).append(',');
        }
        int last = positions.length - 2;
        if (positions[last] == positions[0] && positions[last + 1] == positions[1]) {
            ring.setLength(ring.length() - 1);
        } else {
            ring.append(position(positions[0], positions[1]));
        }
        return new GeoJson("{\"type\":\"Polygon\",\"coordinates\":[[" + ring + "]]}");
    }

    private static String position(double longitude, double latitude) {
        requireWithin("longitude", longitude, 180);
        requireWithin("latitude", latitude, 90);
        return "[" + longitude + "," + latitude + "]";
    }

    private static void requireWithin(String what, double degrees, int most) {
        if (!(Math.abs(degrees) <= most)) {
            throw new IllegalArgumentException(
                    "A "
                            + what
                            + " is between -"
                            + most
                            + " and "
                            + most
                            + " degrees, but found "
                            + degrees
                            + ".");
        }
    }

    @Override
    public String toString() {
        return json;
    }
}

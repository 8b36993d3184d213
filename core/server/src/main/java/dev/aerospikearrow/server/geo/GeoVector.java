package dev.aerospikearrow.server.geo;

/** A point on the unit sphere. */
record GeoVector(double x, double y, double z) {
    static GeoVector ofDegrees(double longitude, double latitude) {
        double lambda = Math.toRadians(longitude);
        double phi = Math.toRadians(latitude);
        return new GeoVector(
                Math.cos(phi) * Math.cos(lambda), Math.cos(phi) * Math.sin(lambda), Math.sin(phi));
    }

    double dot(GeoVector other) {
        return x * other.x + y * other.y + z * other.z;
    }

    GeoVector cross(GeoVector other) {
        return new GeoVector(
                y * other.z - z * other.y, z * other.x - x * other.z, x * other.y - y * other.x);
    }

    GeoVector plus(GeoVector other) {
        return new GeoVector(x + other.x, y + other.y, z + other.z);
    }

    /** The same direction with the length 1. */
    GeoVector normalized() {
        double length = Math.sqrt(dot(this));
        return new GeoVector(x / length, y / length, z / length);
    }

    /** Whether {@code point} lies to the left of the way from this to {@code next}. */
    boolean hasOnTheLeft(GeoVector next, GeoVector point) {
        return cross(next).dot(point) >= 0;
    }

    /** In radians along the surface; exact for small angles, too. */
    double angleTo(GeoVector other) {
        GeoVector normal = cross(other);
        return Math.atan2(Math.sqrt(normal.dot(normal)), dot(other));
    }
}

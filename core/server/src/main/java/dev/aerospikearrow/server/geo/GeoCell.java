package dev.aerospikearrow.server.geo;

/**
 * A cell of the S2 grid at the finest level, the one that a point lies in: what the server keeps
 * with a stored GeoJSON point. The sphere is projected on the faces of a cube, each face is divided
 * into 2^30 by 2^30 squares, and a Hilbert curve numbers them.
 */
final class GeoCell {
    private static final int LEVELS = 30;
    private static final int FACE_SHIFT = 61;

    /** By orientation of the curve, then by the bits of i and j: the quarter's place. */
    private static final int[][] QUARTER = {{0, 1, 3, 2}, {0, 3, 1, 2}, {2, 3, 1, 0}, {2, 1, 3, 0}};

    /** By place: how the curve turns inside that quarter. */
    private static final int[] TURN = {1, 0, 0, 3};

    private final int face;
    private final int i;
    private final int j;

    private GeoCell(int face, int i, int j) {
        this.face = face;
        this.i = i;
        this.j = j;
    }

    static GeoCell of(GeoVector point) {
        double x = point.x();
        double y = point.y();
        double z = point.z();
        int axis =
                Math.abs(x) > Math.abs(y)
                        ? Math.abs(x) > Math.abs(z) ? 0 : 2
                        : Math.abs(y) > Math.abs(z) ? 1 : 2;
        double main = axis == 0 ? x : axis == 1 ? y : z;
        int face = main < 0 ? axis + 3 : axis;
        double u =
                switch (face) {
                    case 0 -> y / x;
                    case 1 -> -x / y;
                    case 2 -> -x / z;
                    case 3 -> z / x;
                    case 4 -> z / y;
                    default -> -y / z;
                };
        double v =
                switch (face) {
                    case 0 -> z / x;
                    case 1 -> z / y;
                    case 2 -> -y / z;
                    case 3 -> y / x;
                    case 4 -> -x / y;
                    default -> -x / z;
                };
        return new GeoCell(face, square(u), square(v));
    }

    /** The square that a coordinate from -1 to 1 falls into; squares are of nearly equal area. */
    private static int square(double coordinate) {
        double share =
                coordinate >= 0
                        ? 0.5 * Math.sqrt(1 + 3 * coordinate)
                        : 1 - 0.5 * Math.sqrt(1 - 3 * coordinate);
        int squares = 1 << LEVELS;
        return (int) Math.max(0, Math.min(squares - 1L, (long) Math.floor(share * squares)));
    }

    /** The middle of the cell, which stands for every point in it. */
    GeoVector center() {
        double u = coordinate(i);
        double v = coordinate(j);
        GeoVector direction =
                switch (face) {
                    case 0 -> new GeoVector(1, u, v);
                    case 1 -> new GeoVector(-u, 1, v);
                    case 2 -> new GeoVector(-u, -v, 1);
                    case 3 -> new GeoVector(-1, -v, -u);
                    case 4 -> new GeoVector(v, -1, -u);
                    default -> new GeoVector(v, u, -1);
                };
        return direction.normalized();
    }

    /** The coordinate from -1 to 1 of a square's middle. */
    private static double coordinate(int square) {
        double share = (2 * (double) square + 1) / (2.0 * (1 << LEVELS));
        return share >= 0.5 ? (4 * share * share - 1) / 3 : (1 - 4 * (1 - share) * (1 - share)) / 3;
    }

    /** The cell's number. */
    long id() {
        int orientation = face & 1;
        long place = 0;
        for (int level = LEVELS - 1; level >= 0; level--) {
            int bits = (i >>> level & 1) << 1 | j >>> level & 1;
            int quarter = QUARTER[orientation][bits];
            place = place << 2 | quarter;
            orientation ^= TURN[quarter];
        }
        return (long) face << FACE_SHIFT | place << 1 | 1;
    }
}

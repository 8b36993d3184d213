package dev.aerospikearrow.server.hll;

import java.util.List;

/**
 * Estimates from sketches, in the steps of the server, so that they are equal to the last bit:
 * counts by Ertl's improved estimator, similarity by HyperMinHash.
 */
final class Estimates {
    private static final int MAX_RUN = 64;

    private Estimates() {}

    /** About how many values a sketch has. */
    static long count(Sketch sketch) {
        if (sketch.knownCount() != 0) {
            return sketch.knownCount();
        }
        int registers = sketch.registerCount();
        int[] runs = new int[MAX_RUN + 1];
        for (int i = 0; i < registers; i++) {
            runs[sketch.run(i)]++;
        }
        double z = registers * tau(runs[MAX_RUN] / (double) registers);
        for (int run = MAX_RUN; run > 0; run--) {
            z = 0.5 * (z + runs[run]);
        }
        z += registers * sigma(runs[0] / (double) registers);
        return Math.round(alpha(sketch) * registers * registers / z);
    }

    private static double tau(double value) {
        if (value == 0.0 || value == 1.0) {
            return 0.0;
        }
        double x = value;
        double y = 1.0;
        double z = 1 - x;
        double before;
        do {
            x = Math.sqrt(x);
            before = z;
            y *= 0.5;
            z -= (1 - x) * (1 - x) * y;
        } while (before != z);
        return z / 3;
    }

    private static double sigma(double value) {
        if (value == 1.0) {
            return Double.POSITIVE_INFINITY;
        }
        double x = value;
        double y = 1;
        double z = x;
        double before;
        do {
            x *= x;
            before = z;
            z += x * y;
            y += y;
        } while (before != z);
        return z;
    }

    private static double alpha(Sketch sketch) {
        return switch (sketch.indexBits()) {
            case 4 -> 0.673;
            case 5 -> 0.697;
            case 6 -> 0.709;
            default -> 0.7213 / (1.0 + 1.079 / sketch.registerCount());
        };
    }

    /** About how many values several sketches have together. */
    static long unionCount(List<Sketch> sketches) {
        return count(Sketch.union(sketches));
    }

    /** About how many values several sketches have in common. */
    static long intersectCount(List<Sketch> sketches) {
        if (Sketch.emptyFor(sketches).hashBits() == 0) {
            return countedIntersect(sketches);
        }
        double similarity = similarity(sketches);
        return Double.isNaN(similarity) ? 0 : Math.round(unionCount(sketches) * similarity);
    }

    /** By adding and subtracting counts; two or three sketches. */
    private static long countedIntersect(List<Sketch> sketches) {
        long union = unionCount(sketches);
        long sum = sketches.stream().mapToLong(Estimates::count).sum();
        if (sketches.size() == 2) {
            return Math.max(0, sum - union);
        }
        long pairs =
                intersectCount(sketches.subList(0, 2))
                        + intersectCount(sketches.subList(1, 3))
                        + intersectCount(List.of(sketches.get(0), sketches.get(2)));
        return Math.max(0, union - (sum - pairs));
    }

    /** Which part of their values several sketches have in common. */
    static double similarity(List<Sketch> sketches) {
        Sketch shared = Sketch.emptyFor(sketches);
        if (shared.hashBits() == 0) {
            return (double) countedIntersect(sketches) / unionCount(sketches);
        }
        if (!sketches.stream().allMatch(Sketch::hasData)) {
            return sketches.stream().anyMatch(Sketch::hasData) ? 0.0 : Double.NaN;
        }
        int union = Sketch.union(sketches).usedRegisters();
        shared.add(sketches.get(0));
        sketches.subList(1, sketches.size()).forEach(shared::retain);
        double collisions =
                sketches.size() == 2
                        ? collisions(shared, count(sketches.get(0)), count(sketches.get(1)))
                        : 0.0;
        return Math.max(0.0, (shared.usedRegisters() - collisions) / union);
    }

    /** How many registers are about equal by chance. */
    private static double collisions(Sketch shared, double count, double otherCount) {
        double sum = 0.0;
        int registers = shared.registerCount();
        for (int i = 1; i <= MAX_RUN; i++) {
            double low = (i == MAX_RUN ? 0.0 : Math.pow(2, -i)) / registers;
            double high = Math.pow(2, -i + 1) / registers;
            sum +=
                    (Math.pow(1 - low, count) - Math.pow(1 - high, count))
                            * (Math.pow(1 - low, otherCount) - Math.pow(1 - high, otherCount));
        }
        return sum * registers / Math.pow(2, shared.hashBits());
    }
}

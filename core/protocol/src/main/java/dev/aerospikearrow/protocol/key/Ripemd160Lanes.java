package dev.aerospikearrow.protocol.key;

import java.util.Arrays;

/**
 * RIPEMD-160 of many one-block messages side by side.
 *
 * <p>One message is a chain of 160 steps in which each waits for the one before, so a processor's
 * wide units idle. Different messages have nothing to do with each other. So the same word of all
 * messages stands in one array, one lane per message, and each step is a plain loop over the lanes:
 * {@code a[lane] = f(b[lane], c[lane], d[lane]) …}. HotSpot's C2 turns such a loop into vector
 * instructions by itself, 16 lanes at a time with 512-bit registers and 8 with 256-bit ones; no
 * vector API is needed. What makes it do so, and what to keep in mind before changing it:
 *
 * <ul>
 *   <li><b>Every array is indexed by the loop variable alone</b>, and all are {@code int[]}: no
 *       gathers, no mixed widths. Which word a step takes and by how much it rotates is fixed per
 *       step, so the word's row and the shift are arguments that do not change inside the loop.
 *   <li><b>Two steps per loop.</b> The state lives in arrays between loops, so more steps per loop
 *       mean fewer loads and stores. One step is slower by a tenth to a third; four and more are no
 *       longer turned into vectors at all (JDK 17), since C2 has to unroll a loop once per lane of
 *       a register first and gives up on bodies that would become too large: 3 to 5 times slower.
 *   <li><b>The arrays change roles, not contents.</b> RIPEMD-160 moves its five words round after
 *       every step. Here the arrays' names move round; after 80 steps each has its own name again.
 *   <li><b>{@value #LANES} lanes, always.</b> Each vectorised loop has up to 16 scalar rounds
 *       before and after the vector part, which pass unnoticed only if there are many lanes. The
 *       words (17 KiB) and both states (11 KiB) still stay in the first-level cache. Loops of a
 *       constant length are a sixth faster than loops up to an argument, so that from about 100
 *       messages on it costs less to work through empty lanes than to count them.
 *   <li><b>One small method per loop, called through an interface from one place.</b> Five classes
 *       at one call are more than C2 inlines, so each loop is compiled by itself. Inlined into
 *       their caller, the loops were sometimes vectorised and sometimes not, from one start of the
 *       JVM to the next. And all 160 steps in one method would exceed the 8000 bytecodes above
 *       which HotSpot does not compile a method at all.
 * </ul>
 *
 * <p>Instances are working memory: about 27 KiB, used by one thread at a time.
 */
final class Ripemd160Lanes {

    /** How many messages are digested at once at most. */
    static final int LANES = 256;

    /**
     * With fewer messages than this the lanes, of which all are worked through whether they hold a
     * message or not, cost more than one message after the other does.
     */
    private static final int FEWEST_LANES = 40;

    /**
     * Length of the arrays: with HotSpot's header of 16 bytes each takes a multiple of 64 bytes, a
     * cache line and a 512-bit register. Allocated in a row, they all lie alike, and where one is
     * aligned to a line the others are, so that no load has to touch two lines.
     */
    private static final int ROW_LENGTH = LANES + 12;

    private static final int STATE_WORDS = 5;
    private static final int STEPS = 80;
    private static final int STEPS_PER_ROUND = 16;

    private static final TwoSteps[] LEFT_ROUNDS = {
        new Parity(), new Choose(), new OrNotXor(), new ChooseByLast(), new XorOrNot()
    };

    /** The right line has the functions in reverse order. */
    private static final TwoSteps[] RIGHT_ROUNDS = {
        LEFT_ROUNDS[4], LEFT_ROUNDS[3], LEFT_ROUNDS[2], LEFT_ROUNDS[1], LEFT_ROUNDS[0]
    };

    /** {@code words[i][lane]} is word {@code i} of the lane's block. */
    private final int[][] words = new int[Ripemd160.BLOCK_WORDS][ROW_LENGTH];

    private final int[][] left = new int[STATE_WORDS][ROW_LENGTH];
    private final int[][] right = new int[STATE_WORDS][ROW_LENGTH];

    private final int[] oneState = new int[STATE_WORDS];
    private final int[] oneBlock = new int[Ripemd160.BLOCK_WORDS];

    /** One word of all the blocks, by lane; for the caller to fill. */
    int[] words(int index) {
        return words[index];
    }

    /**
     * Digests the blocks of lanes 0 to {@code count} - 1.
     *
     * @param count how many lanes hold a block, at most {@link #LANES}
     */
    void digest(int count) {
        if (count < FEWEST_LANES) {
            digestOneByOne(count);
            return;
        }
        start(left);
        start(right);
        runLine(
                left,
                LEFT_ROUNDS,
                Ripemd160.LEFT_WORD,
                Ripemd160.LEFT_SHIFT,
                Ripemd160.LEFT_CONSTANT);
        runLine(
                right,
                RIGHT_ROUNDS,
                Ripemd160.RIGHT_WORD,
                Ripemd160.RIGHT_SHIFT,
                Ripemd160.RIGHT_CONSTANT);
        combine(left[0], left[1], left[2], left[3], left[4], right);
    }

    /** Writes the digest of a lane from {@code target[offset]} on, after {@link #digest}. */
    void copyDigestTo(int lane, byte[] target, int offset) {
        Ripemd160.WORD.set(target, offset, left[0][lane]);
        Ripemd160.WORD.set(target, offset + 4, left[1][lane]);
        Ripemd160.WORD.set(target, offset + 8, left[2][lane]);
        Ripemd160.WORD.set(target, offset + 12, left[3][lane]);
        Ripemd160.WORD.set(target, offset + 16, left[4][lane]);
    }

    /** The same for the first lanes, one digest behind the other. */
    void copyDigestsTo(int count, byte[] target, int offset) {
        int[] a = left[0];
        int[] b = left[1];
        int[] c = left[2];
        int[] d = left[3];
        int[] e = left[4];
        int at = offset;
        for (int lane = 0; lane < count; lane++) {
            Ripemd160.WORD.set(target, at, a[lane]);
            Ripemd160.WORD.set(target, at + 4, b[lane]);
            Ripemd160.WORD.set(target, at + 8, c[lane]);
            Ripemd160.WORD.set(target, at + 12, d[lane]);
            Ripemd160.WORD.set(target, at + 16, e[lane]);
            at += Ripemd160.DIGEST_LENGTH;
        }
    }

    private void digestOneByOne(int count) {
        for (int lane = 0; lane < count; lane++) {
            for (int i = 0; i < oneBlock.length; i++) {
                oneBlock[i] = words[i][lane];
            }
            Ripemd160.start(oneState);
            Ripemd160.compress(oneState, oneBlock);
            for (int i = 0; i < oneState.length; i++) {
                left[i][lane] = oneState[i];
            }
        }
    }

    private static void start(int[][] state) {
        Arrays.fill(state[0], Ripemd160.H0);
        Arrays.fill(state[1], Ripemd160.H1);
        Arrays.fill(state[2], Ripemd160.H2);
        Arrays.fill(state[3], Ripemd160.H3);
        Arrays.fill(state[4], Ripemd160.H4);
    }

    /** Runs one of the two lines: eighty steps over the same words, each line in its own order. */
    private void runLine(
            int[][] state, TwoSteps[] rounds, int[] word, int[] shift, int[] constant) {
        int[] a = state[0];
        int[] b = state[1];
        int[] c = state[2];
        int[] d = state[3];
        int[] e = state[4];
        for (int step = 0; step < STEPS; step += 2) {
            int round = step / STEPS_PER_ROUND;
            int[] x = words[word[step]];
            int[] y = words[word[step + 1]];
            rounds[round].run(a, b, c, d, e, x, y, constant[round], shift[step], shift[step + 1]);
            int[] oldA = a;
            int[] oldB = b;
            a = d;
            b = e;
            d = oldB;
            e = c;
            c = oldA;
        }
    }

    /** Two steps of a round over all lanes. A round is known by its function of three words. */
    private interface TwoSteps {
        void run(
                int[] aLanes,
                int[] bLanes,
                int[] cLanes,
                int[] dLanes,
                int[] eLanes,
                int[] firstWord,
                int[] secondWord,
                int constant,
                int firstShift,
                int secondShift);
    }

    /** Two steps of the round whose function is {@code x ^ y ^ z}. */
    private static final class Parity implements TwoSteps {
        @Override
        public void run(
                int[] aLanes,
                int[] bLanes,
                int[] cLanes,
                int[] dLanes,
                int[] eLanes,
                int[] firstWord,
                int[] secondWord,
                int constant,
                int firstShift,
                int secondShift) {
            for (int l = 0; l < LANES; l++) {
                int a = aLanes[l];
                int b = bLanes[l];
                int c = cLanes[l];
                int d = dLanes[l];
                int e = eLanes[l];
                a = Integer.rotateLeft(a + (b ^ c ^ d) + firstWord[l] + constant, firstShift) + e;
                c = Integer.rotateLeft(c, 10);
                e = Integer.rotateLeft(e + (a ^ b ^ c) + secondWord[l] + constant, secondShift) + d;
                aLanes[l] = a;
                bLanes[l] = Integer.rotateLeft(b, 10);
                cLanes[l] = c;
                eLanes[l] = e;
            }
        }
    }

    /**
     * Two steps of the round whose function is {@code x & y | ~x & z}, written with one operation
     * less.
     */
    private static final class Choose implements TwoSteps {
        @Override
        public void run(
                int[] aLanes,
                int[] bLanes,
                int[] cLanes,
                int[] dLanes,
                int[] eLanes,
                int[] firstWord,
                int[] secondWord,
                int constant,
                int firstShift,
                int secondShift) {
            for (int l = 0; l < LANES; l++) {
                int a = aLanes[l];
                int b = bLanes[l];
                int c = cLanes[l];
                int d = dLanes[l];
                int e = eLanes[l];
                a =
                        Integer.rotateLeft(
                                        a + (d ^ b & (c ^ d)) + firstWord[l] + constant, firstShift)
                                + e;
                c = Integer.rotateLeft(c, 10);
                e =
                        Integer.rotateLeft(
                                        e + (c ^ a & (b ^ c)) + secondWord[l] + constant,
                                        secondShift)
                                + d;
                aLanes[l] = a;
                bLanes[l] = Integer.rotateLeft(b, 10);
                cLanes[l] = c;
                eLanes[l] = e;
            }
        }
    }

    /** Two steps of the round whose function is {@code (x | ~y) ^ z}. */
    private static final class OrNotXor implements TwoSteps {
        @Override
        public void run(
                int[] aLanes,
                int[] bLanes,
                int[] cLanes,
                int[] dLanes,
                int[] eLanes,
                int[] firstWord,
                int[] secondWord,
                int constant,
                int firstShift,
                int secondShift) {
            for (int l = 0; l < LANES; l++) {
                int a = aLanes[l];
                int b = bLanes[l];
                int c = cLanes[l];
                int d = dLanes[l];
                int e = eLanes[l];
                a =
                        Integer.rotateLeft(a + ((b | ~c) ^ d) + firstWord[l] + constant, firstShift)
                                + e;
                c = Integer.rotateLeft(c, 10);
                e =
                        Integer.rotateLeft(
                                        e + ((a | ~b) ^ c) + secondWord[l] + constant, secondShift)
                                + d;
                aLanes[l] = a;
                bLanes[l] = Integer.rotateLeft(b, 10);
                cLanes[l] = c;
                eLanes[l] = e;
            }
        }
    }

    /**
     * Two steps of the round whose function is {@code x & z | y & ~z}, written with one operation
     * less.
     */
    private static final class ChooseByLast implements TwoSteps {
        @Override
        public void run(
                int[] aLanes,
                int[] bLanes,
                int[] cLanes,
                int[] dLanes,
                int[] eLanes,
                int[] firstWord,
                int[] secondWord,
                int constant,
                int firstShift,
                int secondShift) {
            for (int l = 0; l < LANES; l++) {
                int a = aLanes[l];
                int b = bLanes[l];
                int c = cLanes[l];
                int d = dLanes[l];
                int e = eLanes[l];
                a =
                        Integer.rotateLeft(
                                        a + (c ^ d & (b ^ c)) + firstWord[l] + constant, firstShift)
                                + e;
                c = Integer.rotateLeft(c, 10);
                e =
                        Integer.rotateLeft(
                                        e + (b ^ c & (a ^ b)) + secondWord[l] + constant,
                                        secondShift)
                                + d;
                aLanes[l] = a;
                bLanes[l] = Integer.rotateLeft(b, 10);
                cLanes[l] = c;
                eLanes[l] = e;
            }
        }
    }

    /** Two steps of the round whose function is {@code x ^ (y | ~z)}. */
    private static final class XorOrNot implements TwoSteps {
        @Override
        public void run(
                int[] aLanes,
                int[] bLanes,
                int[] cLanes,
                int[] dLanes,
                int[] eLanes,
                int[] firstWord,
                int[] secondWord,
                int constant,
                int firstShift,
                int secondShift) {
            for (int l = 0; l < LANES; l++) {
                int a = aLanes[l];
                int b = bLanes[l];
                int c = cLanes[l];
                int d = dLanes[l];
                int e = eLanes[l];
                a =
                        Integer.rotateLeft(a + (b ^ (c | ~d)) + firstWord[l] + constant, firstShift)
                                + e;
                c = Integer.rotateLeft(c, 10);
                e =
                        Integer.rotateLeft(
                                        e + (a ^ (b | ~c)) + secondWord[l] + constant, secondShift)
                                + d;
                aLanes[l] = a;
                bLanes[l] = Integer.rotateLeft(b, 10);
                cLanes[l] = c;
                eLanes[l] = e;
            }
        }
    }

    private static void combine(int[] a, int[] b, int[] c, int[] d, int[] e, int[][] other) {
        int[] v = other[0];
        int[] w = other[1];
        int[] p = other[2];
        int[] q = other[3];
        int[] r = other[4];
        for (int l = 0; l < LANES; l++) {
            int first = Ripemd160.H1 + c[l] + q[l];
            int second = Ripemd160.H2 + d[l] + r[l];
            int third = Ripemd160.H3 + e[l] + v[l];
            int fourth = Ripemd160.H4 + a[l] + w[l];
            e[l] = Ripemd160.H0 + b[l] + p[l];
            a[l] = first;
            b[l] = second;
            c[l] = third;
            d[l] = fourth;
        }
    }
}

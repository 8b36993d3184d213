package dev.aerospikearrow.benchmarks.rounds;

/** Is told about rounds, and says when there shall be no more. */
public interface RoundWatch {
    /** Lets everything go on. */
    RoundWatch NONE =
            new RoundWatch() {
                @Override
                public boolean goesOn() {
                    return true;
                }

                @Override
                public void roundIsOver() {}
            };

    /** Asked before each round. */
    boolean goesOn();

    /** A round that counts is over. */
    void roundIsOver();
}

package dev.aerospikearrow.spark.write;

import dev.aerospikearrow.operation.GenerationCheck;

/** Comparisons of generations, by the names of Aerospike's clients. */
enum GenerationPolicy {
    /** Not at all. */
    NONE(GenerationCheck.NONE),
    /** The record's must be that of the row. */
    EXPECT_GEN_EQUAL(GenerationCheck.EQUAL),
    /** That of the row must be greater. */
    EXPECT_GEN_GT(GenerationCheck.GREATER);

    private final GenerationCheck check;

    GenerationPolicy(GenerationCheck check) {
        this.check = check;
    }

    GenerationCheck check() {
        return check;
    }
}

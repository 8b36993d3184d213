package dev.aerospikearrow.spark.lookup;

import java.util.Optional;
import org.apache.spark.sql.catalyst.plans.Inner$;
import org.apache.spark.sql.catalyst.plans.JoinType;
import org.apache.spark.sql.catalyst.plans.LeftAnti$;
import org.apache.spark.sql.catalyst.plans.LeftOuter$;
import org.apache.spark.sql.catalyst.plans.LeftSemi$;
import org.apache.spark.sql.catalyst.plans.RightOuter$;

/** The rows that a join of rows with a set has. */
public enum KeyJoinType {
    /** Each row with each record that matches it. */
    INNER,
    /** The same, and the rows without a match with nulls. */
    LEFT_OUTER,
    /** The rows that have a match, once. */
    LEFT_SEMI,
    /** The rows that have none. */
    LEFT_ANTI;

    /** Whether columns of the records are in the result. */
    boolean hasRecords() {
        return this == INNER || this == LEFT_OUTER;
    }

    /** The type of a join whose right side is the set. */
    static Optional<KeyJoinType> ofSetRight(JoinType type) {
        if (type == Inner$.MODULE$) {
            return Optional.of(INNER);
        }
        if (type == LeftOuter$.MODULE$) {
            return Optional.of(LEFT_OUTER);
        }
        if (type == LeftSemi$.MODULE$) {
            return Optional.of(LEFT_SEMI);
        }
        return type == LeftAnti$.MODULE$ ? Optional.of(LEFT_ANTI) : Optional.empty();
    }

    /** The type of a join whose left side is the set, seen from the other side. */
    static Optional<KeyJoinType> ofSetLeft(JoinType type) {
        if (type == Inner$.MODULE$) {
            return Optional.of(INNER);
        }
        return type == RightOuter$.MODULE$ ? Optional.of(LEFT_OUTER) : Optional.empty();
    }
}

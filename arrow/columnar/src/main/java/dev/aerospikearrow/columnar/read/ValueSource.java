package dev.aerospikearrow.columnar.read;

import dev.aerospikearrow.columnar.ValuePath;
import dev.aerospikearrow.expression.Expression;
import dev.aerospikearrow.operation.ExpressionOperation;
import dev.aerospikearrow.operation.Operation;

/** The place in a record where a field's values come from. Immutable. */
sealed interface ValueSource {
    /** What a node is asked for. */
    Operation read();

    /** For messages, and to tell fields apart. */
    String text();

    /** What it is, before its text. */
    String kind();

    /** A bin as a whole. */
    record WholeBin(String binName) implements ValueSource {
        @Override
        public Operation read() {
            return Operation.get(binName);
        }

        @Override
        public String text() {
            return binName;
        }

        @Override
        public String kind() {
            return "bin";
        }
    }

    /** A value inside a map or list bin; it comes in a list. */
    record Inside(ValuePath path) implements ValueSource {
        @Override
        public Operation read() {
            return path.read();
        }

        @Override
        public String text() {
            return path.toString();
        }

        @Override
        public String kind() {
            return "path";
        }
    }

    /** What the node computes. */
    record Computed(String fieldName, Expression expression) implements ValueSource {
        /** Of the result, which is told by its position; the field's name may be too long. */
        private static final String NAME = "computed";

        /** Nothing is answered where bins are missing, instead of failing the whole record. */
        @Override
        public Operation read() {
            return ExpressionOperation.read(
                    NAME, expression, ExpressionOperation.Flag.NO_FAIL_ON_UNKNOWN);
        }

        @Override
        public String text() {
            return "of " + fieldName;
        }

        @Override
        public String kind() {
            return "expression";
        }
    }
}

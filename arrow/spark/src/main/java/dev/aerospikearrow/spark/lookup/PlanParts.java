package dev.aerospikearrow.spark.lookup;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.expressions.AttributeSet;
import org.apache.spark.sql.catalyst.expressions.Expression;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;

/** The parts of both nodes of a lookup, the logical and the physical one. */
final class PlanParts {
    private PlanParts() {}

    /** What plans call the operator. */
    static String nodeName(LookupSpec spec) {
        return "AerospikeLookup " + spec.options().place();
    }

    static <T> Seq<T> seq(List<T> elements) {
        return CollectionConverters.asScala(elements).toList();
    }

    static <T> Seq<T> only(T element) {
        return seq(List.of(element));
    }

    static <T> List<T> list(Seq<T> elements) {
        return CollectionConverters.asJava(elements);
    }

    static Seq<Attribute> concatenated(Seq<Attribute> first, Seq<Attribute> second) {
        List<Attribute> all = new ArrayList<>(list(first));
        all.addAll(list(second));
        return seq(all);
    }

    static Seq<Expression> expressions(Seq<Attribute> attributes) {
        return seq(new ArrayList<>(list(attributes)));
    }

    static AttributeSet setOf(Seq<Attribute> attributes) {
        return AttributeSet.apply(expressions(attributes));
    }
}

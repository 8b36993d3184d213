package dev.aerospikearrow.cli.sql;

import dev.aerospikearrow.data.SetName;
import java.util.List;
import org.apache.arrow.vector.types.pojo.Schema;

/** What a session asks of a cluster about its sets. */
public interface SetDirectory {
    /** Whether it is an answer that a set has no records. */
    boolean isEmptyAllowed();

    /** The names of the namespaces. */
    List<String> namespaces();

    /**
     * The set that a statement means, which may write it in another case.
     *
     * @throws dev.aerospikearrow.cli.console.CliException if there is none; names what is most like
     *     it
     */
    SetName find(String namespace, String setName);

    /** The sets of a name in all namespaces, with the numbers of their records for people. */
    List<Named> named(String setName);

    /** The columns of a set. */
    Schema columns(SetName set);

    /**
     * A set.
     *
     * @param set which
     * @param description with the number of its records
     */
    record Named(SetName set, String description) {}
}

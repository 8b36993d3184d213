package dev.aerospikearrow.spark.scan;

import dev.aerospikearrow.client.AerospikeException;
import dev.aerospikearrow.columnar.content.BinExistence;
import dev.aerospikearrow.columnar.content.ReadCheck;
import dev.aerospikearrow.expression.Expression;
import dev.aerospikearrow.spark.executor.ExecutorClients;
import dev.aerospikearrow.spark.option.ConnectorOptions;
import dev.aerospikearrow.spark.option.OptionName;
import dev.aerospikearrow.spark.schema.Columns;
import java.util.LinkedHashSet;
import java.util.Set;
import org.apache.spark.sql.types.StructType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whether a scan or a lookup can find anything, before its tasks begin. */
public final class SetCheck {
    private static final Logger LOG = LoggerFactory.getLogger(SetCheck.class);

    private SetCheck() {}

    /**
     * Asks the nodes, unless finding nothing is an answer, or all of it was seen since the client
     * of this process connected.
     *
     * @param columns those that are read
     * @throws IllegalArgumentException if there is no such set, or no record has a bin of the
     *     columns or of the filter; says what is most like it
     */
    public static void require(ConnectorOptions options, StructType columns) {
        if (options.isEmptyAllowed()) {
            return;
        }
        Set<String> bins = new LinkedHashSet<>(BinExistence.binsOf(Columns.arrowSchema(columns)));
        options.pushedExpression().map(Expression::bins).ifPresent(bins::addAll);
        try (ExecutorClients.Lease lease = ExecutorClients.lease(options)) {
            if (lease.seenBins().contains(options.set(), bins)) {
                return;
            }
            ReadCheck check = ReadCheck.of(lease.client(), options.set(), bins);
            if (check.mistake().isPresent()) {
                throw new IllegalArgumentException(check.mistake().get() + otherwise());
            }
            lease.seenBins().add(options.set(), check.seenBins());
        } catch (AerospikeException e) {
            LOG.debug("What there is in {} could not be asked", options.place(), e);
        }
    }

    /** What to do about a mistake that is none. */
    public static String otherwise() {
        return " With " + OptionName.ALLOW_EMPTY.key() + " true that is an answer.";
    }
}

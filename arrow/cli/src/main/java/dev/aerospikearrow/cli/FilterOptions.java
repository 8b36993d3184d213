package dev.aerospikearrow.cli;

import dev.aerospikearrow.cli.console.CliException;
import dev.aerospikearrow.cli.console.ExitCode;
import dev.aerospikearrow.client.AerospikeClient;
import dev.aerospikearrow.client.QuerySpec;
import dev.aerospikearrow.columnar.content.BinExistence;
import dev.aerospikearrow.columnar.content.ReadCheck;
import dev.aerospikearrow.data.SetName;
import dev.aerospikearrow.expression.Expression;
import dev.aerospikearrow.expression.Expressions;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which records are wanted. */
final class FilterOptions {
    @Option(
            names = "--where",
            paramLabel = "FILTER",
            description = {
                "Only records that pass this filter, which the nodes evaluate:",
                "\"delay > 60 and origin in ('SEA', 'PDX')\". Default: all."
            })
    private @Nullable String filter;

    boolean isGiven() {
        return filter != null;
    }

    /** As it was written; empty for none. */
    String description() {
        return filter == null ? "" : filter;
    }

    /** What is asked for of it. */
    QuerySpec applyTo(QuerySpec spec) {
        return expression().map(spec::withFilter).orElse(spec);
    }

    /**
     * @throws CliException if the filter names a bin that no record has, and nothing is no answer
     */
    void requireBins(AerospikeClient client, SetName set, EmptyOptions empty) {
        if (empty.isEmptyAllowed()) {
            return;
        }
        expression()
                .map(condition -> BinExistence.check(client, set, condition.bins()))
                .flatMap(ReadCheck::mistake)
                .ifPresent(
                        absence -> {
                            throw new CliException(
                                    ExitCode.EMPTY,
                                    "--where: "
                                            + absence
                                            + " With --allow-empty that is an answer.");
                        });
    }

    private Optional<Expression> expression() {
        try {
            return Optional.ofNullable(filter).map(Expressions::filter);
        } catch (IllegalArgumentException e) {
            throw new CliException(ExitCode.USAGE, "--where: " + e.getMessage());
        }
    }
}

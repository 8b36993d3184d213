package dev.aerospikearrow.cli.sql;

import dev.aerospikearrow.cli.console.ExitCode;
import java.util.LinkedHashMap;
import java.util.Map;

/** How the process ends after a failure of DuckDB, by the kind that its message begins with. */
final class SqlFault {
    private static final Map<String, ExitCode> KINDS = new LinkedHashMap<>();

    static {
        for (String kind :
                new String[] {"Parser", "Binder", "Catalog", "Not implemented", "Syntax"}) {
            KINDS.put(kind, ExitCode.USAGE);
        }
        KINDS.put("IO", ExitCode.FILES);
        KINDS.put("Permission", ExitCode.FILES);
    }

    private SqlFault() {}

    static ExitCode exitCode(String message) {
        return KINDS.entrySet().stream()
                .filter(kind -> message.startsWith(kind.getKey() + " Error"))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(ExitCode.MISFIT);
    }
}

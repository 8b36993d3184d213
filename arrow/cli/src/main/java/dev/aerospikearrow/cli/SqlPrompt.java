package dev.aerospikearrow.cli;

import dev.aerospikearrow.cli.console.Console;
import dev.aerospikearrow.cli.console.Failure;
import dev.aerospikearrow.cli.sql.SetDirectory;
import dev.aerospikearrow.cli.sql.SqlText;
import dev.aerospikearrow.data.MessageValues;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jline.reader.EOFError;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.ParsedLine;
import org.jline.reader.Parser;
import org.jline.reader.UserInterruptException;
import org.jline.reader.impl.DefaultParser;
import org.jline.reader.impl.completer.StringsCompleter;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;

/**
 * A talk in SQL: a statement may have several lines and ends with a semicolon. Ctrl-C stops the
 * statement that runs, or drops what is typed; Ctrl-D ends the talk. What was typed is kept for the
 * next time, unless values are to be hidden or there is no place for it.
 */
final class SqlPrompt {
    private static final int SETS_TO_NAME = 5;

    private final Context context;
    private final ReportOptions report;
    private final StatementRun run;

    SqlPrompt(Context context, ReportOptions report, StatementRun run) {
        this.context = context;
        this.report = report;
        this.run = run;
    }

    void talk(ClusterSets sets) throws IOException {
        List<SetDirectory.Named> names = sets.all();
        report.note(context.console(), welcome(names));
        try (Terminal terminal = TerminalBuilder.builder().system(true).dumb(true).build()) {
            terminal.handle(Terminal.Signal.INT, signal -> run.cancel());
            LineReaderBuilder builder =
                    LineReaderBuilder.builder()
                            .terminal(terminal)
                            .appName("aerospike-arrow")
                            .parser(new StatementParser())
                            .completer(
                                    new StringsCompleter(
                                            names.stream()
                                                    .map(each -> each.set().toString())
                                                    .toList()))
                            .variable(LineReader.SECONDARY_PROMPT_PATTERN, "%P  ...> ")
                            .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true);
            historyFile().ifPresent(file -> builder.variable(LineReader.HISTORY_FILE, file));
            talk(builder.build());
        }
    }

    private static String welcome(List<SetDirectory.Named> names) {
        String sets =
                names.isEmpty()
                        ? "No set has records."
                        : "Sets: "
                                + names.stream()
                                        .limit(SETS_TO_NAME)
                                        .map(SetDirectory.Named::description)
                                        .collect(Collectors.joining(", "))
                                + (names.size() > SETS_TO_NAME
                                        ? " and " + (names.size() - SETS_TO_NAME) + " more."
                                        : ".");
        return sets + " A statement ends with ; and Ctrl-D ends the prompt.";
    }

    private void talk(LineReader reader) {
        while (true) {
            String typed;
            try {
                typed = reader.readLine("sql> ");
            } catch (UserInterruptException e) {
                continue; // Ctrl-C while nothing runs: what was typed is dropped.
            } catch (EndOfFileException e) {
                return;
            }
            if (isFarewell(typed)) {
                return;
            }
            for (String statement : SqlText.of(typed).all()) {
                if (!succeeds(statement)) {
                    break;
                }
            }
        }
    }

    private static boolean isFarewell(String typed) {
        String word = typed.strip().replaceAll("[\\s;]+$", "").toLowerCase(Locale.ROOT);
        return word.equals("exit") || word.equals("quit") || word.equals("\\q");
    }

    private boolean succeeds(String statement) {
        run.goOn();
        try {
            run.run(statement, true);
            return true;
        } catch (IOException | SQLException | RuntimeException e) {
            context.console().say(Failure.of(e).message());
            return false;
        }
    }

    /** Where programs keep such things, by the conventions of the system. */
    private Optional<Path> historyFile() {
        if (MessageValues.areHidden()) {
            return Optional.empty();
        }
        Console console = context.console();
        String state = console.environment().getOrDefault("XDG_STATE_HOME", "");
        String home = console.environment().getOrDefault("HOME", "");
        if (state.isEmpty() && home.isEmpty()) {
            return Optional.empty();
        }
        Path folder =
                (state.isEmpty() ? Path.of(home, ".local", "state") : Path.of(state))
                        .resolve("aerospike-arrow");
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            return Optional.empty();
        }
        return Files.isWritable(folder)
                ? Optional.of(folder.resolve("sql-history"))
                : Optional.empty();
    }

    /** Lines are gathered until a statement ends; words are completed as the default has it. */
    private static final class StatementParser implements Parser {
        private final Parser words = new DefaultParser().eofOnUnclosedQuote(false);

        @Override
        public ParsedLine parse(String line, int cursor, ParseContext purpose) {
            if (purpose == ParseContext.ACCEPT_LINE
                    && !isFarewell(line)
                    && SqlText.of(line).isOpen()) {
                throw new EOFError(-1, -1, "The statement is not ended yet");
            }
            return words.parse(line, cursor, purpose);
        }
    }
}

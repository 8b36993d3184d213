package dev.aerospikearrow.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.aerospikearrow.cli.console.ArgumentText;
import dev.aerospikearrow.cli.console.Console;
import dev.aerospikearrow.cli.console.ExitCode;
import dev.aerospikearrow.cli.console.Failure;
import dev.aerospikearrow.cli.console.Interruption;
import dev.aerospikearrow.data.MessageValues;
import dev.aerospikearrow.data.SetName;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The program {@code aerospike-arrow}. */
@Command(
        name = "aerospike-arrow",
        versionProvider = AerospikeArrow.Version.class,
        mixinStandardHelpOptions = true,
        description = "Move Aerospike records in and out as columns.",
        footer = {
            "",
            "Try it, without a server:",
            "  aerospike-arrow serve                      (in another terminal)",
            "  aerospike-arrow import examples/data/flights-2001.parquet test.flights -k id",
            "  aerospike-arrow schema test.flights",
            "  aerospike-arrow export test.flights -o flights.parquet",
            "  aerospike-arrow lookup test.flights 28 31 74",
            "  aerospike-arrow sql 'SELECT origin, avg(delay) FROM test.flights GROUP BY 1'",
            "",
            "The cluster is --hosts, or $AEROSPIKE_HOSTS, or localhost:3000.",
            "Completion, also of sets: source <(aerospike-arrow generate-completion)",
            ""
        })
public final class AerospikeArrow implements Runnable {
    /** Commands about all commands. */
    private static final Set<String> ABOUT_ALL = Set.of("help", CompletionCommand.NAME);

    @Spec private CommandSpec spec = CommandSpec.create();

    private AerospikeArrow() {}

    /** Runs a command and ends the process with its exit code. */
    public static void main(String[] arguments) {
        if (System.getProperty("org.slf4j.simpleLogger.defaultLogLevel") == null) {
            System.setProperty("org.slf4j.simpleLogger.defaultLogLevel", "warn");
        }
        Console console = Console.ofProcess();
        Optional<String> unreadable = ArgumentText.unreadable(arguments);
        if (unreadable.isPresent()) {
            console.say(unreadable.get());
            System.exit(ExitCode.USAGE.status());
        }
        if (arguments.length > 0 && !arguments[0].startsWith("-")) {
            WarmUp.start();
        }
        Interruption interruption = new Interruption();
        interruption.listen();
        int status = run(console, interruption, arguments);
        interruption.commandFinished();
        if (!interruption.isInterrupted()) {
            System.exit(status);
        }
        // The process ends by the signal, with the code that shells know for it.
    }

    /**
     * Runs a command.
     *
     * @return its exit code
     */
    static int run(Console console, Interruption interruption, String... arguments) {
        boolean hidden = MessageValues.areHidden();
        StringWriter help = new StringWriter();
        try {
            int status =
                    commandLine(console, interruption, arguments)
                            .setOut(new PrintWriter(help))
                            .execute(arguments);
            return help.getBuffer().isEmpty() ? status : print(help.toString(), status, console);
        } finally {
            if (!hidden) {
                MessageValues.show();
            }
        }
    }

    /** Prints help or a version, which picocli would do without noticing that it fails. */
    private static int print(String help, int status, Console console) {
        try {
            console.out().write(help.getBytes(StandardCharsets.UTF_8));
            return status;
        } catch (IOException e) {
            return say(Failure.of(e), console);
        }
    }

    /** All commands and their options. */
    static CommandLine commandLine(Console console, Interruption interruption) {
        return commandLine(console, interruption, new String[0]);
    }

    private static Map<String, Function<Context, Object>> commands() {
        Map<String, Function<Context, Object>> commands = new LinkedHashMap<>();
        commands.put("export", ExportCommand::new);
        commands.put("lookup", LookupCommand::new);
        commands.put("head", HeadCommand::new);
        commands.put("sql", SqlCommand::new);
        commands.put("import", ImportCommand::new);
        commands.put("schema", SchemaCommand::new);
        commands.put("info", ClusterInfoCommand::new);
        commands.put("serve", ServeCommand::new);
        commands.put(SetNamesCommand.NAME, SetNamesCommand::new);
        commands.put(CompletionCommand.NAME, CompletionCommand::new);
        commands.put("help", context -> new HelpCommand());
        return commands;
    }

    /** Of one command nothing is made but its own options: the others cost a third of its time. */
    private static CommandLine commandLine(
            Console console, Interruption interruption, String[] arguments) {
        Context context = new Context(console, interruption);
        CommandLine line = new CommandLine(new AerospikeArrow());
        Map<String, Function<Context, Object>> commands = commands();
        Optional<Function<Context, Object>> only =
                arguments.length == 0 || ABOUT_ALL.contains(arguments[0])
                        ? Optional.empty()
                        : Optional.ofNullable(commands.get(arguments[0]));
        if (only.isPresent()) {
            line.addSubcommand(only.get().apply(context));
        } else {
            commands.values().forEach(command -> line.addSubcommand(command.apply(context)));
        }
        for (CommandLine each : line.getSubcommands().values()) {
            if (!(each.getCommand() instanceof HelpCommand)) {
                each.getCommandSpec().mixinStandardHelpOptions(true);
                each.getCommandSpec().versionProvider(new Version());
                each.getCommandSpec().usageMessage().sortOptions(false);
                each.getCommandSpec().usageMessage().abbreviateSynopsis(true);
            }
        }
        Numbers.registerWith(line);
        return line.registerConverter(SetName.class, SetArgument::parse)
                .setDefaultValueProvider(new EnvironmentDefaults(console.environment()))
                .setErr(new PrintWriter(console.errors(), true, StandardCharsets.UTF_8))
                .setHelpFactory(WrappedHelp::new)
                .setUsageHelpWidth(Math.min(100, console.width()))
                .setParameterExceptionHandler(
                        (exception, given) -> refuse(exception, console, given))
                .setExecutionExceptionHandler(
                        (exception, command, parsed) -> fail(exception, console, command));
    }

    /** Without a command there is only help. */
    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }

    private static int refuse(ParameterException exception, Console console, String[] given) {
        String message = UsageFault.message(exception);
        if (Arrays.asList(given).contains("--json")) {
            printJson(console, new Failure(ExitCode.USAGE, message));
        } else {
            console.say(message);
            CommandSpec command = exception.getCommandLine().getCommandSpec();
            console.say("Try '" + command.qualifiedName() + " --help'.");
        }
        return ExitCode.USAGE.status();
    }

    private static int fail(Exception exception, Console console, CommandLine command) {
        Failure failure = Failure.of(exception);
        boolean json = command.getParseResult().hasMatchedOption("--json");
        if (json && failure.exitCode() != ExitCode.CLOSED_PIPE) {
            printJson(console, failure);
        } else {
            say(failure, console);
        }
        if (failure.exitCode() == ExitCode.UNEXPECTED) {
            StringWriter trace = new StringWriter();
            exception.printStackTrace(new PrintWriter(trace));
            console.say(trace.toString().stripTrailing());
        }
        return failure.exitCode().status();
    }

    private static int say(Failure failure, Console console) {
        if (!failure.message().isEmpty()) {
            console.say(failure.message());
        }
        return failure.exitCode().status();
    }

    private static void printJson(Console console, Failure failure) {
        console.say(
                new ObjectMapper()
                        .createObjectNode()
                        .put("error", failure.message())
                        .put("kind", failure.exitCode().name().toLowerCase(java.util.Locale.ROOT))
                        .put("exitCode", failure.exitCode().status())
                        .toString());
    }

    /** The version that the jar was built with. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = AerospikeArrow.class.getPackage().getImplementationVersion();
            return new String[] {
                "aerospike-arrow " + (version == null ? "(not packaged)" : version),
                "Java " + Runtime.version()
            };
        }
    }
}

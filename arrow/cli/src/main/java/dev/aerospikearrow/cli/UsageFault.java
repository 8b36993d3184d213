package dev.aerospikearrow.cli;

import dev.aerospikearrow.cli.console.CliException;
import dev.aerospikearrow.protocol.wire.Nearest;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.OverwrittenOptionException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** The message for a command line that is wrong. */
final class UsageFault {
    private static final int SHORT_OPTION = 2;

    private UsageFault() {}

    /** What is wrong, in one sentence, and what may have been meant. */
    static String message(ParameterException fault) {
        Throwable cause = fault.getCause();
        if ((cause instanceof IllegalArgumentException || cause instanceof CliException)
                && cause.getMessage() != null) {
            return cause.getMessage();
        }
        CommandSpec command = fault.getCommandLine().getCommandSpec();
        if (fault instanceof UnmatchedArgumentException unmatched) {
            return unmatched.isUnknownOption()
                    ? unknownOption(unmatched.getUnmatched().get(0), command)
                    : tooMany(unmatched.getUnmatched(), command);
        }
        if (fault instanceof MissingParameterException missing) {
            return missing(missing.getMissing());
        }
        if (fault instanceof OverwrittenOptionException twice) {
            return name(twice.getOverwritten()) + " is given twice.";
        }
        if (fault.getArgSpec() instanceof OptionSpec option && option.arity().max() == 0) {
            return name(option) + " takes no value, but found " + fault.getValue() + ".";
        }
        boolean isOfHelp = fault.getArgSpec() == null && fault.getValue() != null;
        return isOfHelp ? unknownCommand(fault.getValue(), command) : fault.getMessage();
    }

    private static String unknownOption(String argument, CommandSpec command) {
        String option = argument.split("=", 2)[0];
        Set<String> options =
                command.optionsMap().keySet().stream()
                        .filter(name -> mayBeMeant(name, option))
                        .collect(Collectors.toSet());
        return "There is no option " + option + "." + Nearest.question(option, options);
    }

    /** Any two options of one letter differ by that letter, so likeness says nothing of them. */
    private static boolean mayBeMeant(String name, String option) {
        return name.equalsIgnoreCase(option)
                || Math.min(name.length(), option.length()) > SHORT_OPTION;
    }

    private static String tooMany(List<String> arguments, CommandSpec command) {
        if (!command.subcommands().isEmpty()) {
            return unknownCommand(arguments.get(0), command);
        }
        String taken =
                command.positionalParameters().stream()
                        .map(ArgSpec::paramLabel)
                        .collect(Collectors.joining(" "));
        return "Too many arguments, from "
                + arguments.get(0)
                + " on: "
                + command.name()
                + " takes only "
                + (taken.isEmpty() ? "options" : taken)
                + ".";
    }

    private static String unknownCommand(String name, CommandSpec command) {
        Set<String> commands = new TreeSet<>();
        for (CommandLine one : command.subcommands().values()) {
            if (!one.getCommandSpec().usageMessage().hidden()) {
                commands.add(one.getCommandName());
            }
        }
        return "There is no command " + name + "." + Nearest.question(name, commands);
    }

    /** Arguments, or the value of an option. */
    private static String missing(List<ArgSpec> missing) {
        ArgSpec first = missing.get(0);
        if (first instanceof OptionSpec) {
            return name(first) + " needs a value: " + first.paramLabel() + ".";
        }
        return "Missing: "
                + missing.stream().map(ArgSpec::paramLabel).collect(Collectors.joining(" "))
                + ".";
    }

    private static String name(ArgSpec argument) {
        return argument instanceof OptionSpec option ? option.longestName() : argument.paramLabel();
    }
}

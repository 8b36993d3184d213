package dev.aerospikearrow.cli;

import picocli.CommandLine.Help;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/** Help whose lines end where those of the terminal do, and not where those of the source do. */
final class WrappedHelp extends Help {
    WrappedHelp(CommandSpec command, ColorScheme colors) {
        super(command, colors);
    }

    @Override
    public String description(Object... parameters) {
        UsageMessageSpec usage = commandSpec().usageMessage();
        String[] lines = usage.description();
        usage.description(String.join(" ", lines));
        try {
            return super.description(parameters);
        } finally {
            usage.description(lines);
        }
    }

    @Override
    public IOptionRenderer createDefaultOptionRenderer() {
        IOptionRenderer renderer = super.createDefaultOptionRenderer();
        return (option, labels, colors) ->
                renderer.render(
                        option.description().length > 1 ? joined(option) : option, labels, colors);
    }

    @Override
    public IParameterRenderer createDefaultParameterRenderer() {
        IParameterRenderer renderer = super.createDefaultParameterRenderer();
        return (parameter, labels, colors) ->
                renderer.render(
                        parameter.description().length > 1 ? joined(parameter) : parameter,
                        labels,
                        colors);
    }

    private static OptionSpec joined(OptionSpec option) {
        return OptionSpec.builder(option)
                .description(String.join(" ", option.description()))
                .build();
    }

    private static PositionalParamSpec joined(PositionalParamSpec parameter) {
        return PositionalParamSpec.builder(parameter)
                .description(String.join(" ", parameter.description()))
                .build();
    }
}

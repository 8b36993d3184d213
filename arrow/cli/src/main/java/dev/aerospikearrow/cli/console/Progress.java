package dev.aerospikearrow.cli.console;

import java.util.OptionalLong;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** The progress of a command, drawn on standard error while it runs: rate and time left. */
public interface Progress extends AutoCloseable {
    /** Draws nothing. */
    Progress NONE =
            new Progress() {
                @Override
                public void advanceTo(long rows) {}

                @Override
                public void close() {}
            };

    /** How many rows are done by now. */
    void advanceTo(long rows);

    /** Wipes the line. */
    @Override
    void close();

    /**
     * Starts to draw.
     *
     * @param doneBefore rows that an earlier process has done, which say nothing about the rate
     * @param total how many rows are expected; empty if nobody knows
     */
    static Progress start(Console console, String task, long doneBefore, OptionalLong total) {
        ProgressBar bar =
                new ProgressBarBuilder()
                        .setTaskName(task)
                        .setInitialMax(total.orElse(-1))
                        .startsFrom(doneBefore, java.time.Duration.ZERO)
                        .setUnit(" rows", 1)
                        .setStyle(
                                isUtf8(console)
                                        ? ProgressBarStyle.UNICODE_BLOCK
                                        : ProgressBarStyle.ASCII)
                        .setUpdateIntervalMillis(200)
                        .setConsumer(new ConsoleProgressBarConsumer(console.errors()))
                        .showSpeed(new java.text.DecimalFormat("#,##0"))
                        .clearDisplayOnFinish()
                        .build();
        return new Progress() {
            @Override
            public void advanceTo(long rows) {
                if (total.isPresent() && rows > bar.getMax()) {
                    bar.maxHint(rows); // Records were written since they were counted.
                }
                bar.stepTo(rows);
            }

            @Override
            public void close() {
                bar.close();
            }
        };
    }

    private static boolean isUtf8(Console console) {
        for (String name : new String[] {"LC_ALL", "LC_CTYPE", "LANG"}) {
            String value = console.environment().getOrDefault(name, "");
            if (!value.isEmpty()) {
                String upper = value.toUpperCase(java.util.Locale.ROOT);
                return upper.contains("UTF-8") || upper.contains("UTF8");
            }
        }
        return false;
    }
}

package dev.aerospikearrow.examples.quickstart;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** How far a part of the program is, for people who wait at a terminal. */
enum Progress {
    NONE {
        @Override
        Steps start(String task, long total) {
            return new Steps() {
                @Override
                public void advance(int count) {}

                @Override
                public void close() {}
            };
        }
    },
    BAR {
        @Override
        Steps start(String task, long total) {
            ProgressBar bar = bar(task, total);
            return new Steps() {
                @Override
                public void advance(int count) {
                    bar.stepBy(count);
                }

                @Override
                public void close() {
                    bar.close();
                }
            };
        }
    };

    /** Steps towards a total. */
    interface Steps extends AutoCloseable {
        void advance(int count);

        @Override
        void close();
    }

    abstract Steps start(String task, long total);

    private static ProgressBar bar(String task, long total) {
        return new ProgressBarBuilder()
                .setTaskName(task)
                .setInitialMax(total)
                .setStyle(ProgressBarStyle.UNICODE_BLOCK)
                .setUpdateIntervalMillis(100)
                .setConsumer(
                        new ConsoleProgressBarConsumer(
                                new PrintStream(System.err, true, StandardCharsets.UTF_8), 79))
                .clearDisplayOnFinish()
                .build();
    }
}

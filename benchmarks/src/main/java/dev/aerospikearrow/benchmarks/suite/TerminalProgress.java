package dev.aerospikearrow.benchmarks.suite;

import dev.aerospikearrow.benchmarks.text.Style;
import java.io.PrintStream;
import java.time.Duration;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/**
 * A progress bar with the time left, on a terminal; a line for each piece of work elsewhere. Stops
 * the run when the process is told to end (Ctrl-C), which then has some time to keep what was
 * measured.
 */
final class TerminalProgress implements SuiteProgress {
    private static final Duration TIME_TO_FINISH = Duration.ofSeconds(30);

    private final PrintStream output;
    private final Style style;
    private final @Nullable ProgressBar bar;
    private final BooleanSupplier hasMemory;
    private final CountDownLatch finished = new CountDownLatch(1);
    private final double total;
    private final long startNanos = System.nanoTime();
    private volatile boolean isStopped;
    private String current = "";
    private double done;
    private double partOfRound;

    /**
     * Starts.
     *
     * @param output where the bar is, or the lines
     * @param isTerminal whether a bar can be drawn there
     * @param total how many steps there are
     * @param hasMemory whether there is enough left to go on
     */
    TerminalProgress(
            PrintStream output,
            boolean isTerminal,
            Style style,
            double total,
            BooleanSupplier hasMemory) {
        this.output = output;
        this.style = style;
        this.total = total;
        this.hasMemory = hasMemory;
        bar = isTerminal ? bar(output) : null;
        Runtime.getRuntime().addShutdownHook(new Thread(this::stop, "stop"));
    }

    private ProgressBar bar(PrintStream stream) {
        return new ProgressBarBuilder()
                .setInitialMax(1_000)
                .setStyle(ProgressBarStyle.UNICODE_BLOCK)
                .setConsumer(new ConsoleProgressBarConsumer(stream))
                .setUpdateIntervalMillis(500)
                .hideEta()
                .build();
    }

    private void stop() {
        if (finished.getCount() == 0) {
            return;
        }
        isStopped = true;
        try {
            finished.await(TIME_TO_FINISH.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void starts(String title, double part) {
        partOfRound = part;
        if (bar == null) {
            output.println(
                    style.dim(LocalTime.now().truncatedTo(ChronoUnit.SECONDS) + "  " + title));
        } else {
            current = title;
            showCurrent();
        }
    }

    @Override
    public boolean goesOn() {
        if (!isStopped && !hasMemory.getAsBoolean()) {
            isStopped = true;
        }
        return !isStopped;
    }

    @Override
    public void roundIsOver() {
        done = Math.min(total, done + partOfRound);
        if (bar != null) {
            bar.stepTo(Math.round(1_000 * done / total));
            showCurrent();
        }
    }

    private void showCurrent() {
        if (bar != null) {
            bar.setExtraMessage(" " + (done > 0 ? timeLeft() + ", " : "") + current);
        }
    }

    private String timeLeft() {
        double elapsedSeconds = (System.nanoTime() - startNanos) / 1e9;
        long seconds = Math.round(elapsedSeconds * (total - done) / done);
        return String.format(Locale.ROOT, "%d:%02d left", seconds / 60, seconds % 60);
    }

    /** Makes room for lines that are to stay. */
    void print(PrintStream target, String text) {
        if (bar != null) {
            bar.pause();
            output.print("\r\u001b[K");
            output.flush();
        }
        target.println(text);
        target.flush();
        if (bar != null) {
            bar.resume();
        }
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
        }
        finished.countDown();
    }
}

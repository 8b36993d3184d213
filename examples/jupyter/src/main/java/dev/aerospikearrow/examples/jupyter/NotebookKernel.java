package dev.aerospikearrow.examples.jupyter;

import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.AbstractMap;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.logging.Level;
import java.util.logging.Logger;
import jdk.jshell.EvalException;
import org.jspecify.annotations.Nullable;
import org.rapaio.jupyter.kernel.MainApp;
import org.rapaio.jupyter.kernel.channels.Channels;
import org.rapaio.jupyter.kernel.core.ConnectionProperties;
import org.rapaio.jupyter.kernel.core.RapaioKernel;
import org.rapaio.jupyter.kernel.core.Transform;
import org.rapaio.jupyter.kernel.display.DisplayData;
import org.rapaio.jupyter.kernel.message.Message;
import org.rapaio.jupyter.kernel.message.MessageId;
import org.rapaio.jupyter.kernel.message.MessageType;
import org.rapaio.jupyter.kernel.message.messages.IOPubStatus;
import org.rapaio.jupyter.kernel.message.messages.ShellExecuteRequest;

/**
 * The kernel of the notebook: that of rapaio, with cells of SQL, and with failures that show their
 * message and the lines of the cell, without the frames of the libraries below.
 */
public final class NotebookKernel extends RapaioKernel {
    /** The message of the cell that runs; null as long as none did. */
    private @Nullable MessageId<?> running;

    /**
     * Serves a notebook until it is told to end.
     *
     * @param arguments the connection file, as Jupyter gives it
     */
    public static void main(String[] arguments) throws Exception {
        logWarningsOnly();
        String connection = Files.readString(Path.of(arguments[0]));
        Channels channels =
                new Channels(Transform.fromJson(connection, ConnectionProperties.class));
        connect(channels, new NotebookKernel());
        // What display() in a cell writes to. It makes an engine of its own, so nobody waits for
        // it.
        Thread display = new Thread(() -> MainApp.kernel.registerChannels(channels), "display");
        display.setDaemon(true);
        display.start();
        channels.joinUntilClose();
    }

    /** Rapaio's settings tell of each message. Others are those of Java's own system property. */
    static void logWarningsOnly() {
        if (System.getProperty("java.util.logging.config.file") == null) {
            Logger.getLogger("").setLevel(Level.WARNING);
        }
    }

    /**
     * Connects the kernel. The channels read requests before they know who handles them, and one
     * that comes then would end its channel, so requests wait until that is known.
     */
    private static void connect(Channels channels, NotebookKernel kernel)
            throws ReflectiveOperationException {
        CountDownLatch connected = new CountDownLatch(1);
        Map<MessageType<?>, Object> gate =
                new AbstractMap<>() {
                    @Override
                    public @Nullable Object get(Object type) {
                        try {
                            connected.await();
                        } catch (InterruptedException e) {
                            Thread.currentThread().interrupt();
                            return null;
                        }
                        return channels.getHandler((MessageType<?>) type);
                    }

                    @Override
                    public Set<Entry<MessageType<?>, Object>> entrySet() {
                        return Set.of();
                    }
                };
        Field handlers = Channels.class.getDeclaredField("handlers");
        handlers.setAccessible(true);
        handlers.set(channels, gate);
        channels.connect(kernel);
        connected.countDown();
    }

    /**
     * Runs a cell. Requests on the control channel, such as those of a page that is opened again or
     * that interrupts, share the state of the cell that runs: they take the message that is
     * answered away from it, and its turn to say that it is done. Both are given back here.
     */
    @Override
    public void handleExecuteRequest(Message<ShellExecuteRequest> message) {
        running = message.getId();
        super.handleExecuteRequest(message);
        answerTheCell();
        channels().publish(IOPubStatus.IDLE);
    }

    private void answerTheCell() {
        if (running != null) {
            channels().setMsgId(running);
        }
    }

    @Override
    public DisplayData eval(String cell) throws Exception {
        try {
            return super.eval(SqlCell.toJava(cell));
        } catch (EvalException e) {
            e.setStackTrace(
                    Arrays.stream(e.getStackTrace())
                            .filter(NotebookKernel::isOfACell)
                            .toArray(StackTraceElement[]::new));
            throw e;
        } finally {
            answerTheCell();
        }
    }

    /** Cells are compiled from files that have the number of a snippet for a name. */
    private static boolean isOfACell(StackTraceElement frame) {
        return frame.getFileName() != null && frame.getFileName().startsWith("#");
    }
}

package dev.aerospikearrow.cli.file;

import dev.aerospikearrow.cli.console.CliException;
import dev.aerospikearrow.cli.console.ExitCode;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;

/**
 * A file that has its name only when it is complete: it is written beside it, forced to disk, and
 * renamed. Closing it without {@link #commit()} removes what there is.
 */
public final class OutputFile implements AutoCloseable {
    /** What happens to a file of the same name. */
    public enum Existing {
        REFUSE,
        REPLACE
    }

    private static final SecureRandom RANDOM = new SecureRandom();

    private final Path target;
    private final Path temporary;

    private OutputFile(Path target, Path temporary) {
        this.target = target;
        this.temporary = temporary;
    }

    /**
     * Makes ready to write a file. What is written to is made anew, with a name that nobody can
     * know beforehand: in a folder of others it cannot be a link that somebody has put there.
     *
     * @throws CliException if it is there and must not be replaced, or has no folder
     */
    public static OutputFile of(Path target, Existing existing) throws IOException {
        requirePossible(target, existing);
        long number = RANDOM.nextLong();
        Path temporary =
                target.resolveSibling(
                        "." + target.getFileName() + "." + Long.toHexString(number) + ".tmp");
        Files.newByteChannel(
                        temporary,
                        StandardOpenOption.CREATE_NEW,
                        StandardOpenOption.WRITE,
                        LinkOption.NOFOLLOW_LINKS)
                .close();
        return new OutputFile(target, temporary);
    }

    /**
     * Checks what can be checked before work begins.
     *
     * @throws CliException if the file is there and must not be replaced, or has no folder
     */
    public static void requirePossible(Path target, Existing existing) {
        if (Files.isDirectory(target)) {
            throw new CliException(
                    ExitCode.FILES, target + " is a folder. Give the name of a file with -o.");
        }
        if (existing == Existing.REFUSE && Files.exists(target)) {
            throw new CliException(
                    ExitCode.FILES,
                    target
                            + " is there already. Replace it with --overwrite, or choose another name.");
        }
        Path folder = folderOf(target);
        if (!Files.isDirectory(folder)) {
            throw new CliException(
                    ExitCode.FILES, "There is no folder " + folder + " for " + target + ".");
        }
    }

    static Path folderOf(Path file) {
        Path parent = file.toAbsolutePath().getParent();
        return parent == null ? file.toAbsolutePath() : parent;
    }

    /** Where to write. */
    public Path temporary() {
        return temporary;
    }

    /** Gives the file its name, after all of it is on disk. */
    public void commit() throws IOException {
        moveDurably(temporary, target);
    }

    /** Renames a file within its folder, so that after a power cut it is there whole or not. */
    public static void moveDurably(Path from, Path to) throws IOException {
        try (FileChannel channel =
                FileChannel.open(from, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS)) {
            channel.force(true);
        }
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        forceFolder(folderOf(to));
    }

    /** What a folder says of its files. Not every system can do that; none needs to fail for it. */
    static void forceFolder(Path folder) {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException e) {
            // Windows opens no folders; the rename itself has succeeded.
            return;
        }
    }

    @Override
    public void close() throws IOException {
        Files.deleteIfExists(temporary);
    }
}

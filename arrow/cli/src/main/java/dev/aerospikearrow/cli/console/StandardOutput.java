package dev.aerospikearrow.cli.console;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** Standard output, whose failures say that it is what failed. */
final class StandardOutput extends FilterOutputStream {
    StandardOutput(OutputStream out) {
        super(out);
    }

    /** Standard output takes no more, for another reason than that nobody reads it. */
    static final class Failed extends IOException {
        private static final long serialVersionUID = 1L;

        private Failed(IOException cause) {
            super(
                    "Standard output cannot be written: "
                            + cause.getMessage()
                            + ". What was written before is incomplete.",
                    cause);
        }
    }

    private static IOException told(IOException failure) {
        return Failure.isClosedPipe(failure) ? failure : new Failed(failure);
    }

    @Override
    public void write(int value) throws IOException {
        try {
            out.write(value);
        } catch (IOException e) {
            throw told(e);
        }
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        try {
            out.write(bytes, offset, length);
        } catch (IOException e) {
            throw told(e);
        }
    }
}

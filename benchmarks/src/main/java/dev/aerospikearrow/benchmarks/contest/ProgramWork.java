package dev.aerospikearrow.benchmarks.contest;

import java.io.IOException;
import java.util.List;
import java.util.Map;

/** The pieces of work of a program, and whatever is open while they are measured. */
public interface ProgramWork extends AutoCloseable {
    /** What figures depend on besides machine and server, by name. */
    Map<String, String> facts();

    /** The pieces in the order in which they are measured. */
    List<Work> all();

    @Override
    void close() throws IOException;
}

package dev.aerospikearrow.cli;

import org.apache.arrow.vector.types.pojo.Schema;

/**
 * Work that every command about columns waits for, begun while the command line is read and the
 * cluster is connected to: Arrow makes a reader of JSON for its schemas when the class is loaded.
 */
final class WarmUp {
    private WarmUp() {}

    static void start() {
        Thread thread = new Thread(WarmUp::loadSchemas, "warm-up");
        thread.setDaemon(true);
        thread.start();
    }

    private static void loadSchemas() {
        try {
            Class.forName(Schema.class.getName());
        } catch (ClassNotFoundException | LinkageError e) {
            return; // Whoever needs it is told.
        }
    }
}

package dev.aerospikearrow.server.query;

import dev.aerospikearrow.server.message.RequestMessage;

/**
 * The executor of commands on single records whose answers nobody waits for. Used by one thread.
 */
@FunctionalInterface
public interface SingleCommands {
    /**
     * Carries out one command.
     *
     * @param message a message on one record
     * @return the result code
     */
    int carryOut(RequestMessage message);
}

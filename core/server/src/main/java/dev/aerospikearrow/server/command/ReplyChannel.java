package dev.aerospikearrow.server.command;

/** The channel into which the answers of one connection go. Used by one thread at a time. */
public interface ReplyChannel {
    /** Takes the bytes; what the connection does not take at once is kept. Never waits. */
    void send(byte[] bytes, int offset, int length);

    /**
     * Whether so much waits for the client to read that no more should be made; the channel says
     * when to go on.
     */
    boolean isCongested();
}

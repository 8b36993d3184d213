package dev.aerospikearrow.server.network;

import dev.aerospikearrow.data.ResultCode;
import dev.aerospikearrow.protocol.wire.FieldType;
import dev.aerospikearrow.protocol.wire.FrameDescriptor;
import dev.aerospikearrow.protocol.wire.MessageFlags;
import dev.aerospikearrow.server.command.BatchExecution;
import dev.aerospikearrow.server.command.CommandProcessor;
import dev.aerospikearrow.server.command.ReplyChannel;
import dev.aerospikearrow.server.info.InfoProtocol;
import dev.aerospikearrow.server.message.RequestException;
import dev.aerospikearrow.server.message.RequestMessage;
import dev.aerospikearrow.server.security.Access;
import java.util.Arrays;
import java.util.Optional;

/** The handler of whole requests of one service thread, whatever their kind. Not thread-safe. */
public final class RequestHandler {
    /** What is left of a request when {@link #handle} returns. */
    public sealed interface Remainder {
        /** Nothing: the answer is sent. */
        record Nothing() implements Remainder {}

        /** A batch that goes on when the channel takes more. */
        record Batch(BatchExecution execution) implements Remainder {}

        /** A scan or query, to be run on a thread of its own. */
        record Query(RequestMessage message) implements Remainder {}

        /** The request broke the format; the connection is to be closed without an answer. */
        record Unacceptable() implements Remainder {}
    }

    private static final Remainder NOTHING = new Remainder.Nothing();
    private static final Remainder UNACCEPTABLE = new Remainder.Unacceptable();

    private final CommandProcessor commands;
    private final InfoProtocol info;
    private final RequestMessage message = new RequestMessage();

    public RequestHandler(CommandProcessor commands, InfoProtocol info) {
        this.commands = commands;
        this.info = info;
    }

    /**
     * Carries out one request.
     *
     * @param type the frame's type
     * @param bytes holds the frame's body; stays as it is until the remainder is done
     * @param session what the connection remembers
     */
    public Remainder handle(
            int type,
            byte[] bytes,
            int offset,
            int length,
            InfoProtocol.Session session,
            ReplyChannel channel) {
        switch (type) {
            case FrameDescriptor.TYPE_INFO -> {
                byte[] answer = info.answer(bytes, offset, length, session);
                channel.send(answer, 0, answer.length);
                return NOTHING;
            }
            case FrameDescriptor.TYPE_ADMIN -> {
                byte[] answer = session.access().answer(bytes, offset, length);
                channel.send(answer, 0, answer.length);
                return NOTHING;
            }
            case FrameDescriptor.TYPE_MESSAGE -> {
                return message(bytes, offset, length, session.access(), channel);
            }
            case FrameDescriptor.TYPE_COMPRESSED -> {
                CommandProcessor.sendCode(channel, ResultCode.ENTERPRISE_ONLY.code(), 0);
                return NOTHING;
            }
            default -> {
                return UNACCEPTABLE;
            }
        }
    }

    private Remainder message(
            byte[] bytes, int offset, int length, Access access, ReplyChannel channel) {
        if (!access.isLoggedIn()) {
            refuse(bytes, offset, length, ResultCode.NOT_AUTHENTICATED.code(), channel);
            return NOTHING;
        }
        if (CommandProcessor.isBatch(bytes, offset, length)) {
            Optional<BatchExecution> rest = commands.batch(bytes, offset, length, access, channel);
            return rest.<Remainder>map(Remainder.Batch::new).orElse(NOTHING);
        }
        try {
            message.parse(bytes, offset, length);
        } catch (RequestException e) {
            CommandProcessor.sendCode(channel, e.resultCode(), 0);
            return NOTHING;
        }
        if (message.hasField(FieldType.DIGEST)) {
            commands.single(message, access, channel);
            return NOTHING;
        }
        if (!commands.mayQuery(message, access)) {
            CommandProcessor.sendCode(channel, ResultCode.ROLE_VIOLATION.code(), 0);
            return NOTHING;
        }
        byte[] copy = Arrays.copyOfRange(bytes, offset, offset + length);
        return new Remainder.Query(new RequestMessage().parse(copy, 0, length));
    }

    /** Goes on with a batch; true if it is done. */
    public boolean resume(BatchExecution batch, ReplyChannel channel) {
        return commands.resume(batch, channel);
    }

    /** Answers a request with a code instead of carrying it out. */
    public static void refuse(
            byte[] bytes, int offset, int length, int code, ReplyChannel channel) {
        CommandProcessor.sendCode(
                channel,
                code,
                CommandProcessor.isBatch(bytes, offset, length) ? MessageFlags.INFO3_LAST : 0);
    }
}

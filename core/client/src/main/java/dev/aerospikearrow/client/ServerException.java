package dev.aerospikearrow.client;

import dev.aerospikearrow.data.Key;
import dev.aerospikearrow.data.ResultCode;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A result code of a node that is no success. The connection is fine. */
public final class ServerException extends AerospikeException {
    private static final long serialVersionUID = 1L;

    private final int resultCode;
    private final String node;
    private final transient @Nullable Key key;
    private final long subcode;
    private final String serverMessage;

    /**
     * @param what the call: the start of the message
     * @param resultCode what the node answered
     * @param node which node
     * @param key which record, if it was one
     * @param inDoubt see {@link #inDoubt()}
     */
    public ServerException(
            String what, int resultCode, String node, @Nullable Key key, boolean inDoubt) {
        this(what, resultCode, node, key, inDoubt, "");
    }

    /**
     * @param what the call: the start of the message
     * @param resultCode what the node answered
     * @param node which node
     * @param key which record, if it was one
     * @param inDoubt see {@link #inDoubt()}
     * @param privilege what the user would have to be allowed; empty if that goes without saying
     */
    public ServerException(
            String what,
            int resultCode,
            String node,
            @Nullable Key key,
            boolean inDoubt,
            String privilege) {
        this(what, resultCode, node, key, inDoubt, privilege, 0, "");
    }

    /**
     * @param what the call: the start of the message
     * @param resultCode what the node answered
     * @param node which node
     * @param key which record, if it was one
     * @param inDoubt see {@link #inDoubt()}
     * @param privilege what the user would have to be allowed; empty if that goes without saying
     * @param subcode see {@link #subcode()}
     * @param serverMessage see {@link #serverMessage()}
     */
    public ServerException(
            String what,
            int resultCode,
            String node,
            @Nullable Key key,
            boolean inDoubt,
            String privilege,
            long subcode,
            String serverMessage) {
        super(
                what
                        + ": node "
                        + node
                        + " answered "
                        + ResultCode.describe(resultCode)
                        + details(subcode, serverMessage)
                        + "."
                        + advice(resultCode, privilege),
                null,
                inDoubt);
        this.resultCode = resultCode;
        this.node = node;
        this.key = key;
        this.subcode = subcode;
        this.serverMessage = serverMessage;
    }

    private static String details(long subcode, String serverMessage) {
        return (serverMessage.isEmpty() ? "" : ": \"" + serverMessage + "\"")
                + (subcode == 0 ? "" : ", subcode " + subcode);
    }

    private static String advice(int resultCode, String privilege) {
        ResultCode row = ResultCode.of(resultCode).orElse(ResultCode.OK);
        return switch (row) {
            case RECORD_TOO_BIG ->
                    " Write less into the record, or raise the namespace's max-record-size.";
            case BATCH_MAX_REQUESTS -> " Split the batch.";
            case FORBIDDEN ->
                    " A write with a time to live needs a namespace with nsup-period, or"
                            + " TimeToLive.NEVER; a scan needs free query threads: run fewer at"
                            + " once, or allow more time; a function needs nodes whose"
                            + " disable-udf-execution is false.";
            case KEY_BUSY, DEVICE_OVERLOAD, BATCH_QUEUES_FULL, QUOTA_EXCEEDED ->
                    " Slow down, or allow more time.";
            case ROLE_VIOLATION ->
                    privilege.isEmpty()
                            ? ""
                            : " The user needs a role with the privilege " + privilege + ".";
            case NOT_AUTHENTICATED ->
                    " The cluster has security: set ClientConfig.credentials to a user that may log"
                            + " in.";
            case SECURITY_NOT_SUPPORTED, SECURITY_NOT_ENABLED ->
                    " Users and roles need an Enterprise Edition with security in its"
                            + " configuration.";
            case INDEX_NOT_FOUND -> " Create the index first, for this set, bin, context and type.";
            case BIN_TYPE -> " Use an operation that fits what the bin holds.";
            default -> "";
        };
    }

    /** What the node answered; see {@link ResultCode}. */
    public int resultCode() {
        return resultCode;
    }

    /**
     * Which of the causes of the result code it was, by the server's numbers: each code counts its
     * own. 0 if the node did not tell, as servers before 8.2 never do.
     */
    public long subcode() {
        return subcode;
    }

    /** The node's own words; empty if it had none, as servers before 8.2 never have. */
    public String serverMessage() {
        return serverMessage;
    }

    /** Which node. */
    public String node() {
        return node;
    }

    /** Which record; empty if the call was not about one. */
    public Optional<Key> key() {
        return Optional.ofNullable(key);
    }
}

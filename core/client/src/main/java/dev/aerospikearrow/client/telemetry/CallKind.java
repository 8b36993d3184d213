package dev.aerospikearrow.client.telemetry;

import dev.aerospikearrow.protocol.batch.RowTemplate;
import dev.aerospikearrow.protocol.message.RecordCommand;
import dev.aerospikearrow.protocol.wire.MessageFlags;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The kind of a call, by the names that aerospike-py uses in metrics where it has them. */
public enum CallKind {
    GET("get"),
    SELECT("select"),
    EXISTS("exists"),
    PUT("put"),
    TOUCH("touch"),
    REMOVE("remove"),
    OPERATE("operate"),
    APPLY("apply"),
    BATCH_READ("batch_read"),
    BATCH_WRITE("batch_write"),
    BATCH_OPERATE("batch_operate"),
    BATCH_REMOVE("batch_remove"),
    SCAN("scan"),
    QUERY("query"),
    BACKGROUND("background"),
    INFO("info"),
    OTHER("other");

    static final List<CallKind> ALL = List.of(values());

    private final String label;

    CallKind(String label) {
        this.label = label;
    }

    /** The name in metrics. */
    public String label() {
        return label;
    }

    /** Of a command for one record. What only writes is a put, whatever it does to bins. */
    public static CallKind of(RecordCommand command) {
        if (command.function().isPresent()) {
            return APPLY;
        }
        if (!command.writes()) {
            return (command.info1() & MessageFlags.INFO1_GET_ALL) != 0
                    ? GET
                    : (command.info1() & MessageFlags.INFO1_GET_NO_BINS) != 0 ? EXISTS : SELECT;
        }
        if ((command.info2() & MessageFlags.INFO2_DELETE) != 0) {
            return REMOVE;
        }
        if ((command.info1() & MessageFlags.INFO1_READ) != 0) {
            return OPERATE;
        }
        return command.operations().size() == 1 && !command.operations().get(0).isAnswered()
                ? TOUCH
                : PUT;
    }

    /** Of a batch whose rows have these templates. */
    public static CallKind ofBatch(List<RowTemplate> templates) {
        @Nullable CallKind kind = null;
        for (RowTemplate template : templates) {
            CallKind next =
                    switch (of(template.command())) {
                        case REMOVE -> BATCH_REMOVE;
                        case PUT, TOUCH -> BATCH_WRITE;
                        case OPERATE, APPLY -> BATCH_OPERATE;
                        default -> BATCH_READ;
                    };
            kind = kind == null || kind == next ? next : BATCH_OPERATE;
        }
        return kind == null ? BATCH_READ : kind;
    }
}

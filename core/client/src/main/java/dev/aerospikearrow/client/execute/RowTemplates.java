package dev.aerospikearrow.client.execute;

import dev.aerospikearrow.data.Key;
import dev.aerospikearrow.protocol.batch.RowTemplate;
import java.util.HashMap;
import java.util.Map;

/** The templates of rows that were read lately. Not thread-safe. */
final class RowTemplates {
    /** When there are more, all are forgotten: they are made again quickly. */
    private static final int MOST = 64;

    private record Content(PreparedCommand<?> read, String namespace, String setName) {}

    private final Map<Content, RowTemplate> templates = new HashMap<>();

    RowTemplate of(PreparedCommand<?> read, Key key) {
        if (templates.size() > MOST) {
            templates.clear();
        }
        return templates.computeIfAbsent(
                new Content(read, key.namespace(), key.setName()),
                content ->
                        RowTemplate.of(content.namespace, content.setName, content.read.command()));
    }
}

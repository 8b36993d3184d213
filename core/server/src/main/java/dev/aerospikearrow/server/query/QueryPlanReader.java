package dev.aerospikearrow.server.query;

import dev.aerospikearrow.data.ParticleType;
import dev.aerospikearrow.data.ResultCode;
import dev.aerospikearrow.protocol.key.PartitionId;
import dev.aerospikearrow.protocol.wire.Bytes;
import dev.aerospikearrow.protocol.wire.FieldType;
import dev.aerospikearrow.protocol.wire.MessageDescriptor;
import dev.aerospikearrow.protocol.wire.MessageFlags;
import dev.aerospikearrow.server.collection.Value;
import dev.aerospikearrow.server.expression.BinOperator;
import dev.aerospikearrow.server.expression.RecordFilter;
import dev.aerospikearrow.server.geo.Geometry;
import dev.aerospikearrow.server.index.IndexDescriptor;
import dev.aerospikearrow.server.index.IndexDescriptor.CollectionType;
import dev.aerospikearrow.server.index.IndexDescriptor.IndexedType;
import dev.aerospikearrow.server.index.IndexQuery;
import dev.aerospikearrow.server.index.NamespaceIndexes;
import dev.aerospikearrow.server.index.SecondaryIndex;
import dev.aerospikearrow.server.message.RequestException;
import dev.aerospikearrow.server.message.RequestMessage;
import dev.aerospikearrow.server.query.QueryPlan.IndexUse;
import dev.aerospikearrow.server.store.RecordStore;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A reader that checks the fields of a query (docs/docs/internals/wire.md, sections 9.1 and 9.3).
 */
final class QueryPlanReader {
    private static final int DIGEST_LENGTH = 20;

    /** The pace that a background query has, and must not exceed: background-query-max-rps. */
    private static final int MAX_BACKGROUND_RECORDS_PER_SECOND = 10_000;

    private static final int DEFAULT_SOCKET_TIMEOUT_MILLIS = 10_000;
    private static final long DEFAULT_SHORT_QUERY_MILLIS = 1_000;
    private static final int LONGEST_INDEXED_VALUE = 2_047;
    private static final int LONGEST_GEOMETRY = (1 << 20) - 1;

    private final QueryTarget target;
    private final RequestMessage request;
    private final BinOperator operator;

    QueryPlanReader(QueryTarget target, RequestMessage request, BinOperator operator) {
        this.target = target;
        this.request = request;
        this.operator = operator;
    }

    /**
     * The plan.
     *
     * @throws RequestException if the query cannot be started
     */
    QueryPlan read() {
        RecordStore store = target.namespace(request.text(FieldType.NAMESPACE));
        if (store == null) {
            throw new RequestException(ResultCode.INVALID_NAMESPACE);
        }
        boolean updates = (request.info2() & MessageFlags.INFO2_WRITE) != 0;
        if (request.hasField(FieldType.FUNCTION_MODULE)) {
            // As a server whose disable-udf-execution is true.
            throw new RequestException(ResultCode.FORBIDDEN);
        }
        if (!updates && (request.info3() & MessageFlags.INFO3_PARTITION_DONE) == 0) {
            throw new RequestException(ResultCode.UNSUPPORTED_FEATURE);
        }
        boolean isShort = (request.info1() & MessageFlags.INFO1_SHORT_QUERY) != 0;
        String setName = request.text(FieldType.SET);
        require(!updates || !isShort && request.operationCount() > 0);
        List<PartitionSpan> partitions = updates ? masteredPartitions(store) : partitions();
        require(!isShort || !request.hasField(FieldType.RECORDS_PER_SECOND));
        int recordsPerSecond = request.intField(FieldType.RECORDS_PER_SECOND, 0);
        if (updates) {
            require(recordsPerSecond >= 0 && recordsPerSecond <= MAX_BACKGROUND_RECORDS_PER_SECOND);
            recordsPerSecond =
                    recordsPerSecond == 0 ? MAX_BACKGROUND_RECORDS_PER_SECOND : recordsPerSecond;
        }
        if (partitions.isEmpty() && !updates) {
            throw new RequestException(ResultCode.UNSUPPORTED_FEATURE);
        }
        Condition condition = request.hasField(FieldType.INDEX_RANGE) ? condition(setName) : null;
        if (updates && !setName.isEmpty() && !store.hasSet(setName)) {
            throw new RequestException(ResultCode.NOT_FOUND);
        }
        IndexUse index = condition == null ? null : index(store, condition);
        long maxRecords = request.longField(FieldType.MAX_RECORDS, 0);
        int timeoutMillis = request.timeoutMillis();
        return new QueryPlan(
                store,
                setName,
                partitions,
                index,
                filter(store, updates),
                updates ? RowBins.none() : RowBins.of(request, operator),
                maxRecords == 0 ? Long.MAX_VALUE : maxRecords,
                recordsPerSecond,
                request.intField(FieldType.SOCKET_TIMEOUT, DEFAULT_SOCKET_TIMEOUT_MILLIS),
                request.longField(FieldType.QUERY_ID, 0),
                isShort,
                TimeUnit.MILLISECONDS.toNanos(
                        timeoutMillis == 0
                                ? DEFAULT_SHORT_QUERY_MILLIS
                                : Integer.toUnsignedLong(timeoutMillis)),
                updates ? new RecordUpdateRequest(request) : null);
    }

    private static void require(boolean condition) {
        if (!condition) {
            throw new RequestException(ResultCode.PARAMETER);
        }
    }

    private RecordFilter filter(RecordStore store, boolean updates) {
        if (request.hasField(FieldType.FILTER_TEXT) && target.build().compilesFilterTexts()) {
            if (updates) {
                throw new RequestException(ResultCode.UNSUPPORTED_FEATURE);
            }
            return FilterText.compile(request, store.nowNanos());
        }
        return request.hasField(FieldType.FILTER)
                ? RecordFilter.compile(
                        request.bytes(),
                        request.fieldOffset(FieldType.FILTER),
                        request.fieldLength(FieldType.FILTER),
                        store.nowNanos())
                : RecordFilter.ALL;
    }

    private List<PartitionSpan> partitions() {
        @Nullable PartitionSpan[] byId = new PartitionSpan[PartitionId.COUNT];
        if (request.hasField(FieldType.PARTITION_IDS)) {
            int count = request.fieldLength(FieldType.PARTITION_IDS) / Short.BYTES;
            require(count > 0 && count <= PartitionId.COUNT);
            int at = request.fieldOffset(FieldType.PARTITION_IDS);
            for (int i = 0; i < count; i++) {
                int id = Bytes.getUnsignedShortLittleEndian(request.bytes(), at + Short.BYTES * i);
                require(id < PartitionId.COUNT && byId[id] == null);
                byId[id] = new PartitionSpan(id, null, 0);
            }
        }
        if (request.hasField(FieldType.RESUME_DIGESTS)) {
            addResumed(byId);
        } else {
            require(!request.hasField(FieldType.RESUME_INDEX_VALUES));
        }
        List<PartitionSpan> spans = new ArrayList<>();
        for (PartitionSpan span : byId) {
            if (span != null) {
                spans.add(span);
            }
        }
        return spans;
    }

    /** A background query runs where records are written. */
    private List<PartitionSpan> masteredPartitions(RecordStore store) {
        List<PartitionSpan> spans = new ArrayList<>();
        for (int id = 0; id < PartitionId.COUNT; id++) {
            if (target.masters(store, id)) {
                spans.add(new PartitionSpan(id, null, 0));
            }
        }
        return spans;
    }

    private void addResumed(@Nullable PartitionSpan[] byId) {
        int count = request.fieldLength(FieldType.RESUME_DIGESTS) / DIGEST_LENGTH;
        require(count > 0 && count <= PartitionId.COUNT);
        boolean withValues = request.hasField(FieldType.INDEX_RANGE);
        require(
                !withValues
                        || request.fieldLength(FieldType.RESUME_INDEX_VALUES) / Long.BYTES
                                == count);
        byte[] bytes = request.bytes();
        for (int i = 0; i < count; i++) {
            int at = request.fieldOffset(FieldType.RESUME_DIGESTS) + DIGEST_LENGTH * i;
            int id = PartitionId.of(bytes, at);
            require(byId[id] == null);
            long value =
                    withValues
                            ? Bytes.getLongLittleEndian(
                                    bytes,
                                    request.fieldOffset(FieldType.RESUME_INDEX_VALUES)
                                            + Long.BYTES * i)
                            : 0;
            byId[id] =
                    new PartitionSpan(id, Arrays.copyOfRange(bytes, at, at + DIGEST_LENGTH), value);
        }
    }

    /** Which index a query asks, and for what; only a query by name knows the index's name. */
    private record Condition(IndexDescriptor index, IndexQuery query) {}

    private Condition condition(String setName) {
        RangeField range = new RangeField();
        IndexQuery query = range.read();
        boolean named = request.hasField(FieldType.INDEX_NAME);
        boolean overExpression = request.hasField(FieldType.INDEX_EXPRESSION);
        require(range.binName.isEmpty() == (named || overExpression));
        require(!named || !overExpression);
        require(!named && !overExpression || !request.hasField(FieldType.INDEX_CONTEXT));
        return new Condition(
                new IndexDescriptor(
                        named ? request.text(FieldType.INDEX_NAME) : "",
                        setName,
                        range.binName,
                        range.valueType,
                        collectionType(),
                        base64(FieldType.INDEX_CONTEXT),
                        base64(FieldType.INDEX_EXPRESSION)),
                query);
    }

    private IndexUse index(RecordStore store, Condition condition) {
        IndexDescriptor wanted = condition.index();
        NamespaceIndexes indexes = target.indexes(store);
        Optional<SecondaryIndex> found =
                request.hasField(FieldType.INDEX_NAME)
                        ? indexes.named(wanted.name())
                                .filter(
                                        index ->
                                                index.definition().valueType()
                                                        == wanted.valueType())
                        : indexes.matching(wanted);
        return new IndexUse(
                found.orElseThrow(() -> new RequestException(ResultCode.INDEX_NOT_FOUND)),
                condition.query());
    }

    private CollectionType collectionType() {
        if (!request.hasField(FieldType.INDEX_TYPE)) {
            return CollectionType.DEFAULT;
        }
        require(request.fieldLength(FieldType.INDEX_TYPE) > 0);
        int number = request.bytes()[request.fieldOffset(FieldType.INDEX_TYPE)] & 0xFF;
        require(number < CollectionType.values().length);
        return CollectionType.values()[number];
    }

    private String base64(int fieldType) {
        if (!request.hasField(fieldType)) {
            return "";
        }
        int at = request.fieldOffset(fieldType);
        int length = request.fieldLength(fieldType);
        require(length > 0);
        return Base64.getEncoder()
                .encodeToString(Arrays.copyOfRange(request.bytes(), at, at + length));
    }

    /**
     * {@code u8 1 | u8 name length | bin name | u8 particle type | u32 length | begin | u32 length
     * | end}.
     */
    private final class RangeField {
        private final byte[] bytes = request.bytes();
        private final int end =
                request.fieldOffset(FieldType.INDEX_RANGE)
                        + request.fieldLength(FieldType.INDEX_RANGE);
        private int at = request.fieldOffset(FieldType.INDEX_RANGE);
        private String binName = "";
        private IndexedType valueType = IndexedType.NUMERIC;

        IndexQuery read() {
            require(take(1) >= 0 && bytes[at - 1] == 1);
            int nameLength = bytes[take(1)] & 0xFF;
            require(nameLength <= MessageDescriptor.MAX_BIN_NAME_LENGTH);
            binName = Bytes.getUtf8(bytes, take(nameLength), nameLength);
            int particleType = bytes[take(1)] & 0xFF;
            return switch (particleType) {
                case ParticleType.INTEGER -> range();
                case ParticleType.STRING -> {
                    valueType = IndexedType.STRING;
                    yield new IndexQuery.Exactly(Value.ofString(bound(LONGEST_INDEXED_VALUE)));
                }
                case ParticleType.BLOB -> {
                    valueType = IndexedType.BLOB;
                    yield new IndexQuery.Exactly(Value.ofBlob(bound(LONGEST_INDEXED_VALUE)));
                }
                case ParticleType.GEOJSON -> {
                    valueType = IndexedType.GEO2DSPHERE;
                    yield new IndexQuery.Near(geometry(bound(LONGEST_GEOMETRY)));
                }
                default -> throw new RequestException(ResultCode.PARAMETER);
            };
        }

        private IndexQuery range() {
            byte[] begin = bound(Long.BYTES);
            byte[] last = bound(Long.BYTES);
            require(begin.length == Long.BYTES && last.length == Long.BYTES);
            require(Bytes.getLong(begin, 0) <= Bytes.getLong(last, 0));
            return new IndexQuery.Range(Bytes.getLong(begin, 0), Bytes.getLong(last, 0));
        }

        private static Geometry geometry(byte[] text) {
            try {
                return Geometry.parse(text, 0, text.length);
            } catch (RequestException e) {
                throw new RequestException(ResultCode.PARAMETER);
            }
        }

        private byte[] bound(int longest) {
            int length = Bytes.getInt(bytes, take(Integer.BYTES));
            require(length >= 0 && length <= longest);
            int start = take(length);
            return Arrays.copyOfRange(bytes, start, start + length);
        }

        private int take(int count) {
            require(count <= end - at);
            int start = at;
            at += count;
            return start;
        }
    }
}

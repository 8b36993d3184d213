package dev.aerospikearrow.client.execute;

import dev.aerospikearrow.client.AerospikeException;
import dev.aerospikearrow.client.BatchPolicy;
import dev.aerospikearrow.client.CallStage;
import dev.aerospikearrow.client.OnDoubt;
import dev.aerospikearrow.client.ReplicaPolicy;
import dev.aerospikearrow.client.cluster.Cluster;
import dev.aerospikearrow.client.cluster.NamespacePartitions;
import dev.aerospikearrow.client.cluster.Node;
import dev.aerospikearrow.client.plan.BatchPlanner;
import dev.aerospikearrow.client.plan.NodeRequest;
import dev.aerospikearrow.client.telemetry.CallKind;
import dev.aerospikearrow.client.telemetry.CallWatch;
import dev.aerospikearrow.client.transport.Exchange;
import dev.aerospikearrow.client.transport.Exchange.Extent;
import dev.aerospikearrow.client.transport.TransportFailure;
import dev.aerospikearrow.data.DigestArray;
import dev.aerospikearrow.data.Privilege.Permission;
import dev.aerospikearrow.data.ResultCode;
import dev.aerospikearrow.data.SetName;
import dev.aerospikearrow.expression.Expression;
import dev.aerospikearrow.protocol.batch.BatchEncoder;
import dev.aerospikearrow.protocol.batch.RowTemplate;
import dev.aerospikearrow.protocol.message.Answer;
import dev.aerospikearrow.protocol.message.BatchLedger;
import dev.aerospikearrow.protocol.message.BinNames;
import dev.aerospikearrow.protocol.message.RecordTaker;
import dev.aerospikearrow.protocol.message.ReplyDecoder;
import dev.aerospikearrow.protocol.wire.MessageFlags;
import dev.aerospikearrow.protocol.wire.Quantity;
import dev.aerospikearrow.protocol.wire.WireBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A batch over all nodes: each attempt asks for the rows that are still open, grouped with the
 * partition map of that moment. The answer takes a row once, with its final code.
 *
 * @param <T> the result
 */
final class BatchCall<T> extends Call<T> {
    /** With both flags clear the node spreads the rows over its threads. */
    private static final int SPREAD_FLAGS =
            BatchEncoder.FLAG_RESPOND_ALL | BatchEncoder.FLAG_DELIVER_FAILED;

    /** About what a request has besides its rows. */
    private static final int HEADER_ROOM = 512;

    private final BatchRequest request;
    private final ReadChoice choice;
    private final Answer<T> answer;
    private final BatchPolicy policy;
    private final Optional<byte[]> filter;
    private final BitSet open;
    private final BitSet doubtful = new BitSet();
    private final List<Part> parts = new ArrayList<>(4);

    /** What was asked in addition, and instead of what. */
    private Map<Exchange, Exchange> hedges = Map.of();

    private Route[] routes = {};

    private record Part(NodeRequest rows, BatchLedger ledger, MessageExchange exchange) {}

    BatchCall(Cluster cluster, BatchRequest request, Answer<T> answer, BatchPolicy policy) {
        super(cluster, CallTimes.of(policy));
        choice = ReadChoice.of(policy);
        this.request = request.withReads(choice);
        this.answer = answer;
        this.policy = policy;
        filter = policy.filter().map(Expression::packed);
        open = new BitSet(request.rowCount());
        open.set(0, request.rowCount());
    }

    @Override
    void sendAttempt() {
        countRows();
        parts.clear();
        hedges = Map.of();
        if (open.isEmpty()) {
            succeed(answer.result());
            return;
        }
        CallWatch watch = watch();
        long planning = watch == null ? 0 : watch.clock();
        List<NodeRequest> requests = plan();
        if (watch != null) {
            watch.spent(CallStage.PLAN, planning);
        }
        if (writes()) {
            checkNesting(requests);
        }
        countRacks(requests);
        boolean alone = requests.size() == 1;
        for (NodeRequest rows : requests) {
            // The ledger's own: it goes on being changed when the exchange is abandoned.
            parts.add(part(rows, new BatchLedger(alone ? open : bitsOf(rows))));
        }
        for (Part part : parts) {
            send(part.rows.node(), part.exchange);
        }
    }

    /** Of rows with bodies of their own, the nodes say what is too deep. */
    private void checkNesting(List<NodeRequest> requests) {
        for (NodeRequest rows : requests) {
            for (int i = 0; i < rows.rowCount(); i++) {
                int row = rows.row(i);
                if (i == 0 || request.template(row) != request.template(rows.row(i - 1))) {
                    NestingLimit.check(
                            request.template(row).command(),
                            rows.node(),
                            () -> describe() + ", row " + row);
                }
            }
        }
    }

    private Part part(NodeRequest rows, BatchLedger ledger) {
        if (!isLastAttempt()) {
            if (writes() && !mayRepeat()) {
                ledger.keepUnwrittenOpen();
            } else {
                ledger.keepTransientOpen();
            }
        }
        if (hedgeNanos() != ReadChoice.NO_HEDGE) {
            ledger.share(open);
        }
        return new Part(rows, ledger, exchange(rows, ledger));
    }

    @Override
    long hedgeNanos() {
        return writes() ? ReadChoice.NO_HEDGE : choice.hedgeNanos();
    }

    /** What a silent node still owes is asked of the nodes that have the next copies. */
    @Override
    void hedge(MessageExchange late) {
        Part part = partOf(late);
        if (part == null) {
            return;
        }
        Node[] others = new Node[request.rowCount()];
        BitSet rows = new BitSet(request.rowCount());
        NamespacePartitions[] partitions = partitionsOfTemplates();
        for (int i = 0; i < part.rows.rowCount(); i++) {
            int row = part.rows.row(i);
            int template = request.templateIndex(row);
            Route other = routes[template].next();
            Node node =
                    other == null || !open.get(row)
                            ? null
                            : other.node(partitions[template], request.digests().partitionId(row));
            if (node != null && node != part.rows.node()) {
                others[row] = node;
                rows.set(row);
            }
        }
        for (NodeRequest asked :
                BatchPlanner.plan(rows, row -> others[row], policy.requestsPerNode())) {
            Part hedge = part(asked, new BatchLedger(bitsOf(asked)));
            parts.add(hedge);
            if (hedges.isEmpty()) {
                hedges = new IdentityHashMap<>();
            }
            hedges.put(hedge.exchange, late);
            sendHedge(asked.node(), hedge.exchange);
        }
    }

    private @Nullable Part partOf(Exchange exchange) {
        for (Part part : parts) {
            if (part.exchange == exchange) {
                return part;
            }
        }
        return null;
    }

    /**
     * A row that is alone on its node is asked for by a plain message: the node answers it in the
     * thread that has read it, where it hands a batch to another one.
     */
    private MessageExchange exchange(NodeRequest rows, BatchLedger ledger) {
        BinNames names = answer.binNames();
        RecordTaker taker = timed(answer);
        if (rows.rowCount() == 1 && request.isPlainRead(rows.row(0))) {
            int row = rows.row(0);
            return new MessageExchange(
                    this,
                    Extent.SHORT,
                    target -> request.encodePlainRead(row, target, filter, serverTimeoutMillis()),
                    ReplyDecoder.row(ledger, row, names, taker));
        }
        return new MessageExchange(
                this,
                Extent.LONG,
                target -> encode(rows, target),
                ReplyDecoder.batch(ledger, names, taker));
    }

    private static BitSet bitsOf(NodeRequest rows) {
        BitSet bits = new BitSet();
        for (int i = rows.rowCount() - 1; i >= 0; i--) {
            bits.set(rows.row(i));
        }
        return bits;
    }

    private NamespacePartitions[] partitionsOfTemplates() {
        List<RowTemplate> templates = request.templates();
        NamespacePartitions[] partitions = new NamespacePartitions[templates.size()];
        for (int i = 0; i < partitions.length; i++) {
            partitions[i] = partitionsOf(templates.get(i).namespace());
        }
        return partitions;
    }

    /** The requests for the rows that are open; nothing is sent or counted. */
    List<NodeRequest> plan() {
        List<RowTemplate> templates = request.templates();
        NamespacePartitions[] partitions = partitionsOfTemplates();
        routes = new Route[templates.size()];
        Route write = Route.ofWrite();
        for (int i = 0; i < partitions.length; i++) {
            routes[i] =
                    templates.get(i).command().writes()
                            ? write
                            : Route.ofRead(choice, partitions[i], attempt());
        }
        DigestArray digests = request.digests();
        Node fallback = anyNode();
        return BatchPlanner.plan(
                open,
                row -> {
                    int template = request.templateIndex(row);
                    Node owner =
                            routes[template].node(partitions[template], digests.partitionId(row));
                    return owner == null ? fallback : owner;
                },
                policy.requestsPerNode());
    }

    private void countRacks(List<NodeRequest> requests) {
        if (choice.replica() != ReplicaPolicy.PREFER_RACK) {
            return;
        }
        NamespacePartitions[] partitions = partitionsOfTemplates();
        int[] rowCounts = new int[routes.length];
        for (NodeRequest rows : requests) {
            Arrays.fill(rowCounts, 0);
            for (int i = 0; i < rows.rowCount(); i++) {
                rowCounts[request.templateIndex(rows.row(i))]++;
            }
            for (int template = 0; template < routes.length; template++) {
                if (rowCounts[template] > 0 && routes[template].prefersRack()) {
                    cluster().countRackRead(partitions[template], rows.node(), rowCounts[template]);
                }
            }
        }
    }

    private void encode(NodeRequest rows, WireBuffer target) {
        BatchEncoder encoder = new BatchEncoder(target);
        target.ensureRoom(HEADER_ROOM + request.encodedLength(rows));
        encoder.begin(
                serverTimeoutMillis(),
                policy.rowExecution() == BatchPolicy.RowExecution.INLINE
                        ? BatchEncoder.DEFAULT_FLAGS
                        : SPREAD_FLAGS,
                filter);
        if (answer.explainsRows() && rows.node().endpoint().build().explainsRefusals()) {
            encoder.rowInfo4(MessageFlags.INFO4_ERROR_MESSAGES);
        }
        for (int i = 0; i < rows.rowCount(); i++) {
            request.encodeRow(rows.row(i), encoder);
        }
        encoder.end();
    }

    @Override
    void onExchangeEnd(Exchange ended, @Nullable TransportFailure failure) {
        Part part = partOf(ended);
        if (part == null) {
            return;
        }
        closeAnswered(part);
        if (part.ledger.isOverloaded()) {
            noteTransientCode(ResultCode.DEVICE_OVERLOAD.code(), ended.endpoint());
        }
        RuntimeException takerFailure = part.exchange.decoder().takerFailure();
        if (takerFailure != null) {
            throw takerFailure;
        }
        checkCode(part, failure);
        if (!hedges.isEmpty()) {
            endHedge(ended, failure);
        }
    }

    /** The call is complete when each row has been answered by somebody. */
    private void endHedge(Exchange ended, @Nullable TransportFailure failure) {
        Exchange late = hedges.get(ended);
        if (late != null && failure == null && isLive(late)) {
            cluster().telemetry().hedges().won();
        }
        if (open.isEmpty() && !isHopeless()) {
            succeed(filled(answer));
        }
    }

    private void closeAnswered(Part part) {
        if (parts.size() == 1) {
            open.and(part.ledger.open());
            return;
        }
        for (int i = 0; i < part.rows.rowCount(); i++) {
            int row = part.rows.row(i);
            if (!part.ledger.isOpen(row)) {
                open.clear(row);
            }
        }
    }

    private void checkCode(Part part, @Nullable TransportFailure failure) {
        int code = part.exchange.decoder().resultCode();
        if (failure != null || code == 0) {
            return;
        }
        if (!ResultCode.isTransient(code)) {
            throw refusal(
                    text().summary(),
                    code,
                    part.exchange.decoder().errorDetails(),
                    part.exchange.endpoint());
        }
        noteTransientCode(code, part.exchange.decoder().errorDetails(), part.exchange.endpoint());
        if (writes() && code == ResultCode.TIMEOUT.code()) {
            noteDoubt(part);
        }
    }

    @Override
    void onDoubt(Exchange exchange) {
        for (Part part : parts) {
            if (part.exchange == exchange) {
                noteDoubt(part);
            }
        }
    }

    /** The rows of a request that are not answered may have been carried out. */
    private void noteDoubt(Part part) {
        for (int i = 0; i < part.rows.rowCount(); i++) {
            int row = part.rows.row(i);
            if (part.ledger.isOpen(row)) {
                doubtful.set(row);
            }
        }
    }

    /** The doubtful rows that have no final answer. */
    private BitSet rowsInDoubt() {
        BitSet rows = (BitSet) doubtful.clone();
        rows.and(unansweredRows());
        return rows;
    }

    @Override
    void settle() {
        if (open.isEmpty()) {
            succeed(filled(answer));
        } else {
            if (!attemptFailed()) {
                // Rows were left open for their transient codes; the map may be what is wrong.
                noteTransientCode(ResultCode.UNAVAILABLE.code(), parts.get(0).exchange.endpoint());
            }
            retry();
        }
    }

    @Override
    Throwable told(Throwable failure) {
        boolean nothingSent = attempt() == 0 && parts.isEmpty();
        return failure instanceof AerospikeException exception && !nothingSent
                ? answer.failure(exception, rowsInDoubt())
                : failure;
    }

    /** What the requests of an attempt have brought, also those that were given up. */
    private void countRows() {
        for (Part part : parts) {
            cluster().telemetry().rows().batch(writes(), part.ledger.counts());
        }
    }

    @Override
    void release() {
        countRows();
        answer.close();
    }

    @Override
    CallKind kind() {
        return request.kind();
    }

    @Override
    Optional<SetName> set() {
        return request.set();
    }

    @Override
    int rowCount() {
        return request.rowCount();
    }

    @Override
    String describe() {
        String what = writes() ? "Batch write" : "Batch read";
        return what + " of " + Quantity.of(request.rowCount(), "row");
    }

    @Override
    String describeRemainder() {
        int unanswered = unanswered();
        return unanswered == 0 ? "" : Quantity.of(unanswered, "row is", "rows are") + " unanswered";
    }

    /** How many rows have no final answer. */
    int unanswered() {
        return unansweredRows().cardinality();
    }

    private BitSet unansweredRows() {
        BitSet rest = (BitSet) open.clone();
        for (Part part : parts) {
            for (int i = 0; i < part.rows.rowCount(); i++) {
                if (!part.ledger.isOpen(part.rows.row(i))) {
                    rest.clear(part.rows.row(i));
                }
            }
        }
        return rest;
    }

    @Override
    long requestBytes() {
        return request.encodedLength();
    }

    @Override
    String neededPrivilege() {
        return (writes() ? Permission.WRITE : Permission.READ).roleName();
    }

    @Override
    boolean writes() {
        return request.writes();
    }

    @Override
    boolean mayRepeat() {
        return policy.onDoubt() == OnDoubt.RETRY;
    }
}

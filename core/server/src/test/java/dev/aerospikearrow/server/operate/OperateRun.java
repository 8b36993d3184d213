package dev.aerospikearrow.server.operate;

import com.aerospike.client.Operation;
import com.aerospike.client.Value;
import dev.aerospikearrow.data.Key;
import dev.aerospikearrow.protocol.wire.Bytes;
import dev.aerospikearrow.protocol.wire.FieldType;
import dev.aerospikearrow.protocol.wire.FrameDescriptor;
import dev.aerospikearrow.protocol.wire.MessageDescriptor;
import dev.aerospikearrow.protocol.wire.MessageFlags;
import dev.aerospikearrow.protocol.wire.WireBuffer;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Sends cases to one node as they are and writes down what it answers. Used by one thread. */
final class OperateRun implements AutoCloseable {
    private static final int TIMEOUT_MILLIS = 30_000;
    private static final String NAMESPACE = "test";
    private static final String SET = "operate";

    private final Socket socket = new Socket();
    private final DataInputStream in;
    private final Key key = Key.of(NAMESPACE, SET, 1);

    OperateRun(InetSocketAddress node) throws IOException {
        socket.connect(node, TIMEOUT_MILLIS);
        socket.setSoTimeout(TIMEOUT_MILLIS);
        socket.setTcpNoDelay(true);
        in = new DataInputStream(socket.getInputStream());
    }

    /** A reply: its code, generation and operations. */
    private record Reply(int code, int generation, List<String> operations) {
        static Reply parse(byte[] body) {
            List<String> operations = new ArrayList<>();
            int at = MessageDescriptor.HEADER_LENGTH;
            int count = Bytes.getUnsignedShort(body, MessageDescriptor.OPERATION_COUNT);
            for (int i = 0; i < count; i++) {
                int end = at + 4 + Bytes.getInt(body, at);
                int name = at + MessageDescriptor.OPERATION_HEADER_LENGTH;
                int value = name + body[at + MessageDescriptor.OPERATION_NAME_LENGTH];
                operations.add(
                        Bytes.getUtf8(body, name, value - name)
                                + '='
                                + body[at + MessageDescriptor.OPERATION_PARTICLE_TYPE]
                                + ':'
                                + HexFormat.of().formatHex(body, value, end));
                at = end;
            }
            return new Reply(
                    body[MessageDescriptor.RESULT_CODE] & 0xFF,
                    Bytes.getInt(body, MessageDescriptor.GENERATION),
                    operations);
        }

        /** The bins by name: their order is the server's own. */
        Map<String, String> bins() {
            Map<String, String> bins = new TreeMap<>();
            for (String operation : operations) {
                int equals = operation.indexOf('=');
                bins.put(operation.substring(0, equals), operation.substring(equals + 1));
            }
            return bins;
        }
    }

    /**
     * What becomes of a case, in three columns: the case; code, generation and answers; what has
     * changed in the record, or its code if there is none.
     */
    String carryOut(OperateCases.Case each) throws IOException {
        WireBuffer requests = new WireBuffer();
        delete(requests);
        boolean starts = each.start() == OperateCases.Start.RECORD;
        if (starts) {
            operate(requests, OperateCases.START, OperateCases.Answers.SOME);
            operate(requests, List.of(Operation.get()), OperateCases.Answers.SOME);
        }
        operate(requests, each.operations(), each.answers());
        operate(requests, List.of(Operation.get()), OperateCases.Answers.SOME);
        socket.getOutputStream().write(requests.toByteArray());
        receive();
        Map<String, String> before = new TreeMap<>();
        if (starts) {
            Reply made = receive();
            if (made.code != 0) {
                throw new IOException("The record cannot be made: code " + made.code + ".");
            }
            before = receive().bins();
        }
        Reply reply = receive();
        Reply after = receive();
        List<String> answers = new ArrayList<>(reply.operations);
        if (each.names().contains("get all")) {
            answers.sort(null);
        }
        return each.text()
                + '\t'
                + reply.code
                + ' '
                + reply.generation
                + (answers.isEmpty() ? "" : " " + String.join(" ", answers))
                + '\t'
                + (after.code == 0 ? changes(before, after.bins()) : "code " + after.code);
    }

    private static String changes(Map<String, String> before, Map<String, String> after) {
        List<String> changes = new ArrayList<>();
        before.keySet().stream()
                .filter(name -> !after.containsKey(name))
                .forEach(name -> changes.add("-" + name));
        after.forEach(
                (name, value) -> {
                    if (!value.equals(before.get(name))) {
                        changes.add(name + '=' + value);
                    }
                });
        return String.join(" ", changes);
    }

    private Reply receive() throws IOException {
        byte[] header = new byte[FrameDescriptor.HEADER_LENGTH];
        in.readFully(header);
        byte[] body = new byte[(int) FrameDescriptor.bodyLength(Bytes.getLong(header, 0))];
        in.readFully(body);
        return Reply.parse(body);
    }

    private void delete(WireBuffer target) {
        message(target, 0, MessageFlags.INFO2_WRITE | MessageFlags.INFO2_DELETE, List.of());
    }

    private void operate(
            WireBuffer target, List<Operation> operations, OperateCases.Answers answers) {
        int info1 = 0;
        int info2 = answers == OperateCases.Answers.ALL ? MessageFlags.INFO2_RESPOND_ALL_OPS : 0;
        for (Operation operation : operations) {
            if (operation.type.isWrite) {
                info2 |= MessageFlags.INFO2_WRITE;
            } else {
                info1 |= MessageFlags.INFO1_READ;
                info1 |= operation.binName == null ? MessageFlags.INFO1_GET_ALL : 0;
            }
        }
        message(target, info1, info2, operations);
    }

    private void message(WireBuffer target, int info1, int info2, List<Operation> operations) {
        WireBuffer body = new WireBuffer();
        byte[] header = new byte[MessageDescriptor.HEADER_LENGTH];
        header[0] = MessageDescriptor.HEADER_LENGTH;
        header[MessageDescriptor.INFO1] = (byte) info1;
        header[MessageDescriptor.INFO2] = (byte) info2;
        Bytes.putShort(header, MessageDescriptor.FIELD_COUNT, 3);
        Bytes.putShort(header, MessageDescriptor.OPERATION_COUNT, operations.size());
        body.putBytes(header);
        field(body, FieldType.NAMESPACE, Bytes.utf8(NAMESPACE));
        field(body, FieldType.SET, Bytes.utf8(SET));
        field(body, FieldType.DIGEST, key.digest());
        operations.forEach(operation -> operation(body, operation));
        target.putLong(FrameDescriptor.header(FrameDescriptor.TYPE_MESSAGE, body.length()));
        target.putBytes(body.toByteArray());
    }

    private static void field(WireBuffer target, int type, byte[] value) {
        target.putInt(1 + value.length);
        target.putByte(type);
        target.putBytes(value);
    }

    private static void operation(WireBuffer target, Operation operation) {
        byte[] name = Bytes.utf8(operation.binName == null ? "" : operation.binName);
        Value value = operation.value;
        byte[] bytes = new byte[value.estimateSize()];
        bytes = Arrays.copyOf(bytes, value.write(bytes, 0));
        target.putInt(MessageDescriptor.OPERATION_LENGTH_OVERHEAD + name.length + bytes.length);
        target.putByte(operation.type.protocolType);
        target.putByte(value.getType());
        target.putByte(0);
        target.putByte(name.length);
        target.putBytes(name);
        target.putBytes(bytes);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}

package dev.aerospikearrow.protocol.golden;

import dev.aerospikearrow.protocol.wire.Bytes;
import dev.aerospikearrow.protocol.wire.MessageDescriptor;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/**
 * A request taken apart, to compare where the protocol leaves the order of fields and some header
 * values to the client.
 *
 * @param header the message header without its timeout
 * @param fields by type, in hex
 * @param operations in hex
 */
record ParsedRequest(String header, Map<Integer, String> fields, String operations) {
    private static final int MESSAGE = 8;

    static ParsedRequest of(byte[] frame) {
        byte[] header = Arrays.copyOfRange(frame, MESSAGE, MESSAGE + 22);
        Bytes.putInt(header, MessageDescriptor.TIMEOUT_OR_BATCH_INDEX, 0);
        Map<Integer, String> fields = new TreeMap<>();
        int fieldCount = Bytes.getUnsignedShort(frame, MESSAGE + MessageDescriptor.FIELD_COUNT);
        int position = MESSAGE + MessageDescriptor.HEADER_LENGTH;
        for (int i = 0; i < fieldCount; i++) {
            int end = position + 4 + Bytes.getInt(frame, position);
            fields.put(
                    frame[position + 4] & 0xFF, HexFormat.of().formatHex(frame, position + 5, end));
            position = end;
        }
        return new ParsedRequest(
                Bytes.hex(header), fields, HexFormat.of().formatHex(frame, position, frame.length));
    }
}

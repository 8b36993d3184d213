package dev.aerospikearrow.operation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.aerospike.client.Value;
import com.aerospike.client.cdt.CTX;
import com.aerospike.client.exp.Exp;
import com.aerospike.client.exp.ExpOperation;
import dev.aerospikearrow.expression.Expressions;
import dev.aerospikearrow.protocol.wire.Bytes;
import dev.aerospikearrow.protocol.wire.MalformedReplyException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Paths, return types and expression operations. */
class CollectionOperationTest {
    private static final String BIN = "bin";
    private static final Value A = Value.get("a");
    private static final Value FIVE = Value.get(5);

    private static void same(com.aerospike.client.Operation theirs, Operation ours) {
        byte[] frame = new byte[ours.encodedLength()];
        assertEquals(frame.length, ours.encodeTo(frame, 0));
        byte[] value = (byte[]) theirs.value.getObject();
        assertEquals(
                Bytes.hex(value),
                Bytes.hex(Arrays.copyOfRange(frame, 8 + ours.binName().length(), frame.length)),
                ours + " " + theirs.type);
        assertEquals(theirs.type.protocolType, frame[4]);
        assertEquals(theirs.type.isWrite, ours.writes());
        assertEquals(theirs.binName, ours.binName());
        assertEquals(4, frame[5], "the particle type of packed operations is blob");
    }

    @Test
    void pathsLeadToNestedListsAndMapsAsTheOfficialClientsContextDoes() {
        CollectionPath path =
                CollectionPath.root()
                        .listIndex(-1)
                        .listRank(2)
                        .listValue("a")
                        .mapIndex(0)
                        .mapRank(-1)
                        .mapKey(5)
                        .mapValue(List.of(1));
        CTX[] context = {
            CTX.listIndex(-1),
            CTX.listRank(2),
            CTX.listValue(A),
            CTX.mapIndex(0),
            CTX.mapRank(-1),
            CTX.mapKey(FIVE),
            CTX.mapValue(Value.get(List.of(1)))
        };
        assertEquals(Bytes.hex(CTX.toBytes(context)), Bytes.hex(path.packed()));
        assertEquals(path, CollectionPath.unpack(CTX.toBytes(context)));
        assertEquals(path.toString(), CollectionPath.unpack(path.packed()).toString());
        assertEquals(
                "listIndex(-1).mapKey(k)",
                CollectionPath.root().listIndex(-1).mapKey("k").toString());
    }

    @Test
    void whatIsNoWholeNumberIsNoIndex() {
        ListOperation list = ListOperation.on(BIN);
        assertThrows(IllegalArgumentException.class, () -> list.set(1.5, "a"));
        assertThrows(IllegalArgumentException.class, () -> list.getByRank(1.0, ReturnType.VALUE));
        assertThrows(IllegalArgumentException.class, () -> BitOperation.on(BIN).count(0, 8.0));
    }

    /** A real server 8.1.2 ends when it carries these out behind the end of a blob. */
    @Test
    void whatWouldStopAServerIsRefused() {
        BitOperation partial = BitOperation.on(BIN, BitOperation.Flag.PARTIAL);
        byte[] ones = {-1};
        for (int offset : new int[] {-1, 8}) {
            assertThrows(IllegalArgumentException.class, () -> partial.or(offset, 8, ones));
            assertThrows(IllegalArgumentException.class, () -> partial.xor(offset, 8, ones));
            assertThrows(IllegalArgumentException.class, () -> partial.and(offset, 8, ones));
            assertThrows(IllegalArgumentException.class, () -> partial.shiftLeft(offset, 8, 1));
            assertThrows(IllegalArgumentException.class, () -> partial.shiftRight(offset, 8, 1));
            assertTrue(partial.set(offset, 8, ones).writes());
            assertTrue(BitOperation.on(BIN).or(offset, 8, ones).writes());
        }
        assertTrue(partial.or(7, 8, ones).writes());
        assertThrows(
                IllegalArgumentException.class,
                () -> CollectionPath.root().listIndexCreatePadded(-1));
    }

    @Test
    void anExpressionIsNoValueOfAnOperation() {
        assertThrows(
                IllegalArgumentException.class,
                () -> ListOperation.on(BIN).append(Expressions.intBin("i")));
        assertThrows(
                IllegalArgumentException.class,
                () -> MapOperation.on(BIN).getByKey(Expressions.intBin("i"), ReturnType.VALUE));
    }

    @Test
    void expressionOperationsPackAsTheOfficialClientDoes() {
        com.aerospike.client.exp.Expression theirs =
                Exp.build(Exp.add(Exp.intBin("i"), Exp.val(1)));
        var ours = Expressions.add(Expressions.intBin("i"), Expressions.literal(1));
        same(ExpOperation.read(BIN, theirs, 0), ExpressionOperation.read(BIN, ours));
        same(
                ExpOperation.read(BIN, theirs, 16),
                ExpressionOperation.read(BIN, ours, ExpressionOperation.Flag.NO_FAIL_ON_UNKNOWN));
        same(
                ExpOperation.write(BIN, theirs, 1 | 2 | 4 | 8 | 16),
                ExpressionOperation.write(BIN, ours, ExpressionOperation.Flag.values()));
    }

    @Test
    void invertingTwiceIsNoInversion() {
        assertEquals(ReturnType.VALUE, ReturnType.VALUE.inverted().inverted());
        assertNotEquals(ReturnType.VALUE, ReturnType.VALUE.inverted());
        assertTrue(ReturnType.VALUE.inverted().isInverted());
        assertFalse(ReturnType.VALUE.isInverted());
        assertEquals("INVERTED VALUE", ReturnType.VALUE.inverted().toString());
        assertEquals("VALUE", ReturnType.VALUE.inverted().inverted().toString());
    }

    @Test
    void aPathWithUnknownStepsIsRefused() {
        byte[] packed = CollectionPath.root().mapKey("a").packed();
        packed[1] = 0x7E;
        assertThrows(IllegalArgumentException.class, () -> CollectionPath.unpack(packed));
        byte[] halfAStep = {(byte) 0x91, 0x22};
        assertThrows(MalformedReplyException.class, () -> CollectionPath.unpack(halfAStep));
        byte[] longerThanNeeded = {(byte) 0x92, 0x10, (byte) 0xCC, 0x01};
        assertThrows(IllegalArgumentException.class, () -> CollectionPath.unpack(longerThanNeeded));
    }
}

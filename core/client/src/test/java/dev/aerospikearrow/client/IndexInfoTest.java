package dev.aerospikearrow.client;

import static dev.aerospikearrow.expression.Expressions.add;
import static dev.aerospikearrow.expression.Expressions.intBin;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aerospikearrow.data.IndexRange;
import dev.aerospikearrow.data.SetName;
import dev.aerospikearrow.expression.Expression;
import dev.aerospikearrow.operation.CollectionPath;
import dev.aerospikearrow.protocol.info.InfoEntries;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IndexInfoTest {
    private static IndexInfo read(String entry) {
        return IndexInfo.of(InfoEntries.INDEXES.parse(entry).get(0));
    }

    @Test
    void aContextIsPartOfADefinition() {
        IndexInfo index =
                read(
                        "ns=test:indexname=i:set=a:b:bin=null:type=numeric:indextype=list"
                                + ":context=lCKjA2FiEP8=:exp=null:state=RW");
        assertEquals(
                Optional.of(
                        IndexDefinition.of(
                                        SetName.of("test", "a:b"),
                                        "i",
                                        "null",
                                        IndexDefinition.Type.NUMERIC)
                                .in(IndexRange.Collection.LIST_ELEMENTS)
                                .at(CollectionPath.root().mapKey("ab").listIndex(-1))),
                index.definition());
        assertTrue(index.isUsable());
    }

    @Test
    void anExpressionIsPartOfADefinition() {
        Expression sum = add(intBin("a"), intBin("b"));
        IndexInfo index =
                read(
                        "ns=test:indexname=i:set=a:bin=null:type=numeric:indextype=default"
                                + ":context=null:exp="
                                + sum.toBase64()
                                + ":state=RW");
        assertEquals(
                Optional.of(
                        IndexDefinition.of(
                                SetName.of("test", "a"), "i", sum, IndexDefinition.Type.NUMERIC)),
                index.definition());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ns=test:indexname=i:set=a:indextype=set",
                "ns=test:indexname=i:set=a:bin=b:type=vector:indextype=default:state=RW",
                "ns=test:indexname=i:set=a:bin=b:type=numeric:indextype=graph:state=RW",
                "ns=test:indexname=i:set=a:bin=null:type=numeric:indextype=default:context=null"
                        + ":exp=kwEC:state=RW",
                "ns=test:indexname=i:set=a:bin=b:type=numeric:indextype=default:context=kn4B"
                        + ":exp=null:state=RW",
                "ns=test:indexname=i:set=a:bin=b:type=numeric:indextype=default:context=!"
                        + ":exp=null:state=RW",
                "ns=test:indexname=i:set=a:bin=a-name-that-is-too-long:type=numeric"
                        + ":indextype=default:context=null:exp=null:state=RW",
            })
    void anIndexOfAnUnknownKindHasNameAndSetOnly(String entry) {
        IndexInfo index = read(entry);
        assertEquals("i", index.name());
        assertEquals(SetName.of("test", "a"), index.set());
        assertEquals(Optional.empty(), index.definition());
    }

    @Test
    void anIndexThatTellsNoStateIsNotUsable() {
        assertFalse(read("ns=test:indexname=i:set=a:indextype=set").isUsable());
    }

    @Test
    void anIndexOfIntegersHasTwoNames() {
        String entry = "ns=test:indexname=i:set=a:bin=b:type=%s:indextype=default:state=RW";
        assertEquals(
                read(entry.formatted("numeric")).definition(),
                read(entry.formatted("INTEGER")).definition());
    }
}

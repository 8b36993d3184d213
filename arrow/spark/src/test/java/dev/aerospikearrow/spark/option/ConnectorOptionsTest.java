package dev.aerospikearrow.spark.option;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aerospikearrow.client.ReplicaPolicy;
import dev.aerospikearrow.columnar.OnMismatch;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConnectorOptionsTest {
    @Test
    void storesOfJavaAreTakenByTheirKnownNamesAndNotMixedWithPemFiles() {
        TlsFiles tls =
                options(
                                "aerospike.tls.truststore-store-file", "trust.jks",
                                "aerospike.tls.truststore-store-password", "secret-word",
                                "aerospike.tls.protocols", "TLSv1.3")
                        .tls()
                        .orElseThrow();

        assertEquals("TlsFiles[[aerospike.tls.truststore=trust.jks]]", tls.toString());
        assertEquals(
                tls,
                options(
                                "aerospike.tls.truststore", "trust.jks",
                                "aerospike.tls.trust-store.password", "secret-word",
                                "aerospike.tls.protocols", "TLSv1.3")
                        .tls()
                        .orElseThrow());
        assertTrue(
                refusal("aerospike.tls.truststore-password", "secret-word")
                        .contains("needs aerospike.tls.truststore"));
        assertTrue(
                refusal("aerospike.tls.truststore", "a", "aerospike.tls.cafile", "b")
                        .contains("not mixed"));
        assertTrue(
                refusal("aerospike.tls.keystore", "a", "aerospike.tls.cafile", "b")
                        .contains("not mixed"));
        assertTrue(refusal("aerospike.tls.ciphers", "x").contains("TLS, but it is not set"));
    }

    private static ConnectorOptions options(String... pairs) {
        Map<String, String> map = new HashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            map.put(pairs[i], pairs[i + 1]);
        }
        return ConnectorOptions.of(map, Map.of());
    }

    private static String refusal(String... pairs) {
        return assertThrows(IllegalArgumentException.class, () -> options(pairs)).getMessage();
    }

    @ParameterizedTest
    @CsvSource({
        "aerospike.namspace, aerospike.namespace",
        "aerospike.seedhosts, aerospike.seedhost",
        "aerospike.partition-factors, aerospike.partition.factor",
        "aerospike.pushdown.enabled, aerospike.pushdown.enable",
        "aerospike.updates_by_key, aerospike.updateByKey",
        "AEROSPIKE.SET.NAME, aerospike.set",
        "aerospke.set, aerospike.set",
        "aerospike-arrow.set, aerospike.set",
        "spark.aerospike.sett, aerospike.set"
    })
    void anUnknownOptionSuggestsTheNearest(String unknown, String nearest) {
        String given = unknown.replace("spark.", "");
        assertEquals(
                "There is no option " + given + ". Did you mean " + nearest + "?",
                refusal(unknown, "x"));
    }

    @ParameterizedTest
    @CsvSource({"set, aerospike.set", "updateByKey, aerospike.updateByKey", "USER, aerospike.user"})
    void anOptionWithoutItsBeginningIsRefusedAndNotIgnored(String bare, String whole) {
        assertEquals(
                "Option "
                        + bare
                        + " would not be read, since those of this data source begin with aerospike."
                        + " Did you mean "
                        + whole
                        + "?",
                refusal(bare, "x"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"path", "checkpointLocation", "header", "spark.sql.ansi.enabled"})
    void whatIsSparksIsLeftToSpark(String option) {
        assertEquals("{}", options(option, "x").toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "aerospike.partition.factor",
                "aerospike.partition-factor",
                "aerospike.partition_factor",
                "aerospike.partitionfactor",
                "aerospike.PartitionFactor",
                "AEROSPIKE_PARTITION_FACTOR",
                "aerospike.part-it-ion.factor",
                "spark.aerospike.partition-factor"
            })
    void whatStandsBetweenWordsMakesNoOtherName(String name) {
        assertEquals(3, options(name, "3").partitionFactor().orElseThrow());
    }

    @Test
    void theSetOfWritesGoesBeforeThatOfReadsWhenRowsAreWritten() {
        ConnectorOptions both =
                options(
                        "aerospike.namespace", "test",
                        "aerospike.read-set", "a",
                        "aerospike.write-set", "b");

        assertEquals("test.a", both.place());
        assertEquals("test.b", both.forWriting().place());
        assertEquals(
                "test.c",
                options("aerospike.namespace", "test", "aerospike.set", "c").forWriting().place());
        assertEquals(
                "test.b",
                options(
                                "aerospike.namespace", "test",
                                "aerospike.set", "a",
                                "aerospike.writeset", "b",
                                "aerospike.internal.checked-save", "append")
                        .place());
    }

    @Test
    void readsStayInTheRacksThatArePreferred() {
        ConnectorOptions options = options("aerospike.rackid", "2, 1");

        assertEquals(List.of(2, 1), options.racks());
        assertEquals(ReplicaPolicy.PREFER_RACK, options.batchPolicy().replica());
        assertEquals(ReplicaPolicy.PREFER_RACK, options.queryPolicy().replica());
        assertEquals(
                ReplicaPolicy.ANY, options("aerospike.replica", "any").queryPolicy().replica());
        assertEquals(ReplicaPolicy.SEQUENCE, options().queryPolicy().replica());
        assertTrue(refusal("aerospike.prefer-racks", "a").contains("numbers of racks"));
        assertTrue(refusal("aerospike.replica", "prefer-rack").contains("belong together"));
        assertTrue(
                refusal("aerospike.replica", "master", "aerospike.rack-id", "1")
                        .contains("belong together"));
    }

    @Test
    void aFilterIsReadAtOnceAndAWrongOneSaysWhere() {
        assertEquals(
                List.of("delay", "origin"),
                List.copyOf(
                        options("aerospike.filter", "delay > 60 AND origin = 'SEA'")
                                .pushedExpression()
                                .orElseThrow()
                                .bins()));
        String message = refusal("aerospike.filter", "delay >");

        assertTrue(message.startsWith("Option aerospike.filter: "), message);
        assertTrue(message.contains("at character 8"), message);
    }

    @Test
    void aSecretIsNamedSoThatSparkHidesIt() {
        Pattern hiddenBySpark =
                Pattern.compile("(?i)secret|password|token|access[.]?key"); // spark.redaction.regex
        Arrays.stream(OptionName.values())
                .filter(OptionName::isSecret)
                .flatMap(OptionName::names)
                .forEach(name -> assertTrue(hiddenBySpark.matcher(name).find(), name));
        String message = refusal("aerospike.pass-word", "secret-word", "aerospike.user", "ann");

        assertTrue(message.contains("Write option aerospike.pass-word as aerospike.password"));
        assertFalse(message.contains("secret-word"), message);
    }

    @Test
    void anUnknownOptionThatIsLikeNoneSuggestsNone() {
        assertEquals(
                "There is no option aerospike.kerberos.realm.domain.",
                refusal("aerospike.kerberos.realm.domain", "x"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "aerospike.tls.for-login-only",
                "aerospike.ssl.enable",
                "aerospike.truststore",
                "aerospike.keyPath"
            })
    void whatIsNotDoneIsRefusedAndNotIgnored(String option) {
        assertTrue(refusal(option, "x").startsWith("Option " + option + " is refused: "));
    }

    @Test
    void aLoginHasAUserAndItsPasswordOrAFileOfIt() {
        ConnectorOptions options =
                options("aerospike.user", "ann", "aerospike.password", " secret-word ");

        assertEquals("ann", options.login().orElseThrow().user().orElseThrow());
        assertEquals(" secret-word ", options.login().orElseThrow().password().orElseThrow());
        assertEquals("ann", options.login().orElseThrow().credentials().user().orElseThrow());
        assertFalse(options.toString().contains("secret-word"), options.toString());
        assertFalse(
                options.login().orElseThrow().toString().contains("secret-word"),
                options.login().toString());
        assertTrue(refusal("aerospike.user", "ann").contains("aerospike.password-file"));
        assertTrue(refusal("aerospike.password", "x").contains("aerospike.user"));
        assertTrue(
                refusal("aerospike.authmode", "pki", "aerospike.user", "ann")
                        .contains("certificate"));
        assertTrue(
                refusal(
                                "aerospike.authmode",
                                "external",
                                "aerospike.user",
                                "ann",
                                "aerospike.password",
                                "secret-word")
                        .contains("TLS is not set"));
        assertTrue(options("aerospike.seedhost", "a").login().isEmpty());
    }

    @Test
    void filesOfTlsEnableItAndBelongTogether() {
        assertTrue(options("aerospike.tls.cafile", "ca.pem").tls().isPresent());
        assertTrue(options("aerospike.tls-enable", "true").tls().isPresent());
        assertTrue(options("aerospike.seedhost", "a").tls().isEmpty());
        assertTrue(refusal("aerospike.tls.certfile", "c.pem").contains("belong together"));
        assertTrue(
                refusal("aerospike.tls.enable", "false", "aerospike.tls.cafile", "ca.pem")
                        .contains("Keep one"));
    }

    @Test
    void namesAreTheSameInUpperAndLowerCaseAndUnderTheirOtherNames() {
        ConnectorOptions options =
                options("aerospike.SeedHost", "a,b:4000", "AEROSPIKE.PORT", "3100", "path", "x");

        assertEquals("[a:3100, b:4000]", options.seeds().toString());
        assertEquals("s", options("aerospike.read-set", "s").setName());
        assertTrue(
                refusal("aerospike.read-set", "s", "aerospike.set", "t").contains("given twice"));
    }

    @Test
    void theCallGoesBeforeTheSession() {
        ConnectorOptions options =
                ConnectorOptions.of(
                        Map.of("aerospike.set", "mine"),
                        Map.of("aerospike.set", "theirs", "aerospike.namespace", "test"));

        assertEquals("test.mine", options.place());
    }

    @ParameterizedTest
    @CsvSource({
        "aerospike.partition.factor, 13, a whole number from 0 to 12",
        "aerospike.rowsPerBatch, many, a whole number from 1",
        "aerospike.onMismatch, ignore, 'one of fail, null, coerce'",
        "aerospike.pushdown.enable, yes, true or false",
        "aerospike.keyType, uuid, 'one of string, int, long, bytes'",
        "aerospike.pushdown.expressions, ???, a packed expression in base64"
    })
    void aWrongValueIsRefusedWithWhatIsAllowed(String option, String value, String allowed) {
        String message = refusal(option, value);

        assertTrue(message.contains(allowed), message);
        assertTrue(message.contains("but found \"" + value + "\""), message);
    }

    @Test
    void aFlexibleSchemaIsThePolicyOfNulls() {
        assertEquals(OnMismatch.FAIL, options().onMismatch());
        assertEquals(OnMismatch.NULL, options("aerospike.schema.flexible", "true").onMismatch());
        assertTrue(
                refusal("aerospike.schema.flexible", "true", "aerospike.onMismatch", "fail")
                        .contains("contradict"));
    }

    @Test
    void scansAndBatchesHaveTheirTimesAndAMaximumOfRetriesIsAChoice() {
        ConnectorOptions options =
                options("aerospike.retrytimeout", "90000", "aerospike.timeout", "20000");

        assertEquals(Duration.ofSeconds(90), options.queryPolicy().retryTimeout());
        assertEquals(Duration.ofSeconds(20), options.batchPolicy().totalTimeout());
        assertTrue(options.queryPolicy().maxRetries().isEmpty());
        assertEquals(3, options("aerospike.maxretries", "3").queryPolicy().maxRetries().orElse(0));
    }

    @Test
    void aShortTimeoutShortensTheSilenceThatIsAllowed() {
        ConnectorOptions options = options("aerospike.timeout", "700");

        assertEquals(Duration.ofMillis(700), options.batchPolicy().totalTimeout());
        assertEquals(Duration.ofMillis(700), options.batchPolicy().socketTimeout());
    }
}

package dev.aerospikearrow.cli.load;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A column has a type only if each of its values is written as that type writes it. */
final class ColumnEvidenceTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "0 1 -1 9223372036854775807|int",
                "007|string",
                "+1|string",
                "-0|string",
                "1 2.5|double",
                "1 2.0|string",
                "1.0 2.5|double",
                "1.10|string",
                "7.50|string",
                "0.1 -1.0E10 1e+16 1.5e-07|double",
                "1e3|string",
                "1E5|string",
                "NaN Infinity -Infinity 1.5|double",
                "nan|string",
                "9223372036854775808|string",
                "9007199254740993 0.5|string",
                "9007199254740993.0|string",
                "1.5d|string",
                "0x10|string",
                "1_000|string",
                "true false|bool",
                "True|string",
                "true 1|string",
                "2024-01-05|string",
                "10:11:12|string",
                "١|string"
            })
    void theTypeIsWhatAllValuesAreWrittenAs(String values, String type) {
        ColumnEvidence evidence = new ColumnEvidence();
        Arrays.stream(values.split(" ")).forEach(value -> evidence.add(value, 1));
        assertEquals(type, evidence.typeName());
    }
}

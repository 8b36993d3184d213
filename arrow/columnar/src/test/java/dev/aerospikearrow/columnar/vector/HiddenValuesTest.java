package dev.aerospikearrow.columnar.vector;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aerospikearrow.data.Key;
import dev.aerospikearrow.data.MessageValues;
import dev.aerospikearrow.data.ParticleType;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HiddenValuesTest {
    private static final byte[] TEXT = "Ada".getBytes(StandardCharsets.UTF_8);
    private static final byte[] NUMBER = {0, 0, 0, 0, 0, 0, 0, 36};

    @BeforeEach
    void hide() {
        MessageValues.hide();
    }

    @AfterEach
    void show() {
        MessageValues.show();
    }

    @Test
    void valuesAreTypesAndLengths() {
        assertTrue(MessageValues.areHidden());
        assertEquals("STRING of 3 bytes", FoundValue.ofParticle(ParticleType.STRING, TEXT, 0, 3));
        assertEquals("INTEGER", FoundValue.ofParticle(ParticleType.INTEGER, NUMBER, 0, 8));
        assertEquals("INTEGER", FoundValue.ofParticle(Column.UNSIGNED, NUMBER, 0, 8));
        show();
        assertEquals("STRING \"Ada\"", FoundValue.ofParticle(ParticleType.STRING, TEXT, 0, 3));
        assertEquals("INTEGER 36", FoundValue.ofParticle(ParticleType.INTEGER, NUMBER, 0, 8));
    }

    @Test
    void keysAreDigests() {
        Key key = Key.of("test", "people", "Ada");
        assertTrue(key.toString().startsWith("test.people digest "), key.toString());
        assertFalse(key.toString().contains("Ada"), key.toString());
    }
}

package dev.aerospikearrow.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class GeoJsonTest {
    @Test
    void pointsCirclesAndPolygonsAreWritten() {
        assertEquals(
                "{\"type\":\"Point\",\"coordinates\":[9.99,-48.4]}",
                GeoJson.point(9.99, -48.4).json());
        assertEquals(
                "{\"type\":\"AeroCircle\",\"coordinates\":[[9.99,48.4],1500.0]}",
                GeoJson.circle(9.99, 48.4, 1_500).json());
        assertEquals(
                "{\"type\":\"Polygon\",\"coordinates\":"
                        + "[[[0.0,0.0],[2.0,0.0],[2.0,1.0],[0.0,0.0]]]}",
                GeoJson.polygon(0, 0, 2, 0, 2, 1).json());
    }

    @Test
    void aRingThatIsClosedAlreadyStaysAsItIs() {
        assertEquals(GeoJson.polygon(0, 0, 2, 0, 2, 1), GeoJson.polygon(0, 0, 2, 0, 2, 1, 0, 0));
    }

    @Test
    void whatLiesNowhereOnTheEarthIsRefused() {
        List<Runnable> wrong =
                List.of(
                        () -> GeoJson.point(180.1, 0),
                        () -> GeoJson.point(0, -90.1),
                        () -> GeoJson.point(Double.NaN, 0),
                        () -> GeoJson.circle(0, 0, -1),
                        () -> GeoJson.circle(0, 0, Double.NaN),
                        () -> GeoJson.circle(0, 0, Double.POSITIVE_INFINITY),
                        () -> GeoJson.polygon(0, 0, 1, 1),
                        () -> GeoJson.polygon(0, 0, 1, 1, 2, 0, 3),
                        () -> GeoJson.polygon(0, 0, 1, 1, 2, 91));
        for (Runnable each : wrong) {
            String told = assertThrows(IllegalArgumentException.class, each::run).getMessage();
            assertTrue(told.contains("but found"), told);
        }
    }
}

package dev.aerospikearrow.server.geo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aerospikearrow.data.ResultCode;
import dev.aerospikearrow.protocol.wire.Bytes;
import dev.aerospikearrow.server.message.RequestException;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GeometryTest {
    private static Geometry parse(String json) {
        byte[] bytes = Bytes.utf8(json);
        return Geometry.parse(bytes, 0, bytes.length);
    }

    private static Geometry point(double longitude, double latitude) {
        return parse("{\"type\":\"Point\",\"coordinates\":[" + longitude + "," + latitude + "]}");
    }

    private static Geometry polygon(String rings) {
        return parse("{\"type\":\"Polygon\",\"coordinates\":[" + rings + "]}");
    }

    @Test
    void aPointIsFoundInItsCellToACentimeter() {
        Random random = new Random(7);
        for (int i = 0; i < 10_000; i++) {
            GeoVector point =
                    GeoVector.ofDegrees(
                            360 * random.nextDouble() - 180, 180 * random.nextDouble() - 90);
            GeoVector center = GeoCell.of(point).center();
            assertEquals(0, point.angleTo(center), 2e-9);
            assertEquals(GeoCell.of(point).id(), GeoCell.of(center).id());
        }
    }

    @Test
    void arcsOfPolygonsAreThoseOfGreatCircles() {
        // The arc between two points of one latitude goes further north.
        Geometry square = polygon("[[-40,30],[40,30],[40,50],[-40,50],[-40,30]]");
        assertTrue(square.matches(point(0, 52)));
        assertFalse(square.matches(point(0, 32)));
        assertTrue(square.matches(point(0, 40)));
        assertTrue(point(0, 40).matches(square));
        assertFalse(square.matches(point(50, 40)));
        assertFalse(square.matches(point(180, -40)));
    }

    @Test
    void polygonsReachOverThePoleAndTheDateLine() {
        Geometry cap = polygon("[[0,80],[90,80],[180,80],[-90,80],[0,80]]");
        assertTrue(cap.matches(point(33, 89)));
        assertFalse(cap.matches(point(33, 79)));
        assertFalse(cap.matches(point(33, -89)));
        Geometry pacific = polygon("[[170,-10],[-170,-10],[-170,10],[170,10],[170,-10]]");
        assertTrue(pacific.matches(point(180, 0)));
        assertTrue(pacific.matches(point(-175, 5)));
        assertFalse(pacific.matches(point(0, 0)));
    }

    @Test
    void aRingThatIsNotConvexHasItsBays() {
        Geometry bay = polygon("[[0,0],[10,0],[10,10],[5,2],[0,10],[0,0]]");
        assertTrue(bay.matches(point(5, 1)));
        assertFalse(bay.matches(point(5, 5)));
        assertTrue(bay.matches(point(1, 7)));
        assertTrue(bay.matches(point(9, 7)));
    }

    @Test
    void whatIsBothPointsOrBothRegionsDoesNotMatch() {
        Geometry square = polygon("[[0,0],[10,0],[10,10],[0,10],[0,0]]");
        assertFalse(square.matches(square));
        assertFalse(point(1, 1).matches(point(1, 1)));
    }

    @Test
    void aFeatureIsItsGeometry() {
        Geometry feature =
                parse(
                        "{\"type\":\"Feature\",\"properties\":{\"a\":[1,null,true]},\"geometry\":"
                                + "{\"type\":\"AeroCircle\",\"coordinates\":[[9.99,48.4],1000]}}");
        assertTrue(feature.matches(point(9.99, 48.408)));
        assertFalse(feature.matches(point(9.99, 48.41)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "5",
                "{}",
                "{\"type\":\"Point\"}",
                "{\"type\":\"Point\",\"coordinates\":[1,2,3]}",
                "{\"type\":\"Point\",\"coordinates\":[181,2]}",
                "{\"type\":\"Point\",\"coordinates\":[\"1\",2]}",
                "{\"type\":\"Point\",\"coordinates\":[1,2]",
                "{\"type\":\"Point\",\"coordinates\":[1,2]} x",
                "{\"type\":\"Polygon\",\"coordinates\":[[[0,0],[1,0],[1,1]]]}",
                "{\"type\":\"Polygon\",\"coordinates\":[[[0,0],[1,0],[1,1],[0,1]]]}",
                "{\"type\":\"Polygon\",\"coordinates\":[[[0,0],[1,0],[1,0],[0,0]]]}",
                "{\"type\":\"AeroCircle\",\"coordinates\":[[0,0]]}",
                "{\"type\":\"LineString\",\"coordinates\":[[0,0],[1,1]]}",
                "{\"type\":\"Feature\",\"geometry\":null}",
            })
    void whatIsNoGeometryIsRefused(String json) {
        RequestException e = assertThrows(RequestException.class, () -> parse(json));
        assertEquals(ResultCode.INVALID_GEOJSON.code(), e.resultCode());
    }
}

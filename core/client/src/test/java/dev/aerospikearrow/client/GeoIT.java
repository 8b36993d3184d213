package dev.aerospikearrow.client;

import static dev.aerospikearrow.expression.Expressions.geoBin;
import static dev.aerospikearrow.expression.Expressions.geoCompare;
import static dev.aerospikearrow.expression.Expressions.literal;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.aerospike.client.policy.ClientPolicy;
import com.aerospike.client.query.Filter;
import com.aerospike.client.query.RecordSet;
import com.aerospike.client.query.Statement;
import dev.aerospikearrow.data.GeoJson;
import dev.aerospikearrow.data.IndexRange;
import dev.aerospikearrow.data.ResultCode;
import dev.aerospikearrow.data.SetName;
import dev.aerospikearrow.operation.Operation;
import dev.aerospikearrow.testkit.TestCluster;
import dev.aerospikearrow.testkit.TestClusterExtension;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Queries for points in regions, and for regions around points. The numbers are those of a real
 * server of version 8.1.2.
 */
@ExtendWith(TestClusterExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GeoIT {
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final int SIDE = 41;

    private static final GeoJson WITH_A_HOLE =
            new GeoJson(
                    "{\"type\":\"Polygon\",\"coordinates\":["
                            + "[[-8.1,41.3],[8.2,42.4],[9.3,57.2],[-7.4,58.1],[-8.1,41.3]],"
                            + "[[-2.2,46.1],[-2.3,52.4],[3.1,52.3],[3.2,46.2],[-2.2,46.1]]]}");

    private static final GeoJson TWO_PARTS =
            new GeoJson(
                    "{\"type\":\"MultiPolygon\",\"coordinates\":["
                            + "[[[-9.9,40.2],[-5.2,40.3],[-5.3,45.4],[-9.9,40.2]]],"
                            + "[[[4.1,55.2],[9.8,55.3],[9.7,59.9],[4.2,59.8],[4.1,55.2]]]]}");

    private final TestCluster cluster;
    private final SetName set;
    private AerospikeClient client;

    GeoIT(TestCluster cluster) {
        this.cluster = cluster;
        set = SetName.of(cluster.namespace(), cluster.uniqueSet());
    }

    /** Points half a degree apart, and regions of which some overlap. */
    @BeforeAll
    void load() {
        client = TestClients.connect(cluster);
        List<BatchWrite> writes = new ArrayList<>();
        for (int i = 0; i < SIDE * SIDE; i++) {
            GeoJson point = GeoJson.point(longitude(i), latitude(i));
            writes.add(
                    BatchWrite.put(
                            set.key(i),
                            Bin.of("i", i),
                            Bin.of("at", point),
                            Bin.of("trip", List.of(point, GeoJson.point(100 + i * 0.01, -20)))));
        }
        for (int i = 0; i < 20; i++) {
            writes.add(
                    BatchWrite.put(
                            set.key(10_000 + i),
                            Bin.of("i", 10_000 + i),
                            Bin.of("at", GeoJson.circle(i, 50, 100_000 + 20_000 * i))));
        }
        writes.add(BatchWrite.put(set.key(20_000), Bin.of("i", 20_000), Bin.of("at", WITH_A_HOLE)));
        client.batchWrite(writes).forEach(row -> assertTrue(row.isOk(), row::toString));
        client.createIndex(
                IndexDefinition.of(set, set.name() + "g", "at", IndexDefinition.Type.GEO), LIMIT);
        client.createIndex(
                IndexDefinition.of(set, set.name() + "l", "trip", IndexDefinition.Type.GEO)
                        .in(IndexRange.Collection.LIST_ELEMENTS),
                LIMIT);
    }

    private static double longitude(int i) {
        return -10 + 0.5 * (i % SIDE);
    }

    private static double latitude(int i) {
        return 40 + 0.5 * (i / SIDE);
    }

    @AfterAll
    void close() {
        client.dropIndex(set.namespace(), set.name() + "g", LIMIT);
        client.dropIndex(set.namespace(), set.name() + "l", LIMIT);
        client.close();
    }

    private Set<Long> query(QuerySpec spec) {
        Set<Long> found = new TreeSet<>();
        try (RecordStream records = client.query(spec, "i")) {
            records.forEach(each -> assertTrue(found.add((Long) each.record().bin("i"))));
        }
        return found;
    }

    private Set<Long> within(GeoJson geometry) {
        return query(QuerySpec.of(set).withIndexRange(IndexRange.geo("at", geometry)));
    }

    private static Set<Long> pointsNear(double longitude, double latitude, double meters) {
        return IntStream.range(0, SIDE * SIDE)
                .filter(i -> meters(longitude, latitude, longitude(i), latitude(i)) <= meters)
                .mapToObj(i -> (long) i)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static double meters(double lng1, double lat1, double lng2, double lat2) {
        double a = Math.toRadians(lat1);
        double b = Math.toRadians(lat2);
        double half =
                Math.pow(Math.sin((b - a) / 2), 2)
                        + Math.cos(a)
                                * Math.cos(b)
                                * Math.pow(Math.sin(Math.toRadians(lng2 - lng1) / 2), 2);
        return 6_371_000 * 2 * Math.asin(Math.sqrt(half));
    }

    @Test
    void pointsInACircleAreFound() {
        for (double meters : new double[] {1_000, 50_000, 200_000, 777_000, 5_000_000}) {
            assertEquals(
                    pointsNear(2.26, 48.9, meters),
                    within(GeoJson.circle(2.26, 48.9, meters)),
                    meters + " m");
        }
        assertEquals(Set.of(), within(GeoJson.circle(120, -60, 1_000_000)));
    }

    @Test
    void pointsInPolygonsAreFoundAndHolesLeftOut() {
        assertEquals(
                List.of(913, 149, 116),
                List.of(
                        within(WITH_A_HOLE).size(),
                        within(TWO_PARTS).size(),
                        within(GeoJson.polygon(-3.3, 44.4, 4.4, 44.3, 3.1, 51.2)).size()));
    }

    @Test
    void aRingIsTheSmallerPartWhicheverWayItIsWritten() {
        Set<Long> found = within(GeoJson.polygon(-3.3, 44.4, 4.4, 44.3, 3.1, 51.2));
        assertEquals(found, within(GeoJson.polygon(3.1, 51.2, 4.4, 44.3, -3.3, 44.4)));
        assertEquals(found, within(GeoJson.polygon(-3.3, 44.4, 4.4, 44.3, 3.1, 51.2, -3.3, 44.4)));
    }

    @Test
    void regionsAroundAPointAreFound() {
        GeoJson point = GeoJson.point(5.3, 50.2);
        Set<Long> expected = new TreeSet<>();
        for (int i = 0; i < 20; i++) {
            if (meters(i, 50, 5.3, 50.2) <= 100_000 + 20_000 * i) {
                expected.add(10_000L + i);
            }
        }
        expected.add(20_000L);
        assertEquals(expected, within(point));
        assertEquals(Set.of(), new TreeSet<>(within(GeoJson.point(-179, -89))));
    }

    @Test
    void aFilterOverAScanFindsTheSame() {
        for (GeoJson geometry :
                List.of(
                        GeoJson.circle(2.26, 48.9, 300_000),
                        WITH_A_HOLE,
                        TWO_PARTS,
                        GeoJson.point(5.3, 50.2))) {
            Set<Long> byIndex = within(geometry);
            assertEquals(
                    byIndex,
                    query(
                            QuerySpec.of(set)
                                    .withFilter(geoCompare(geoBin("at"), literal(geometry)))));
            assertEquals(
                    byIndex,
                    query(
                            QuerySpec.of(set)
                                    .withFilter(geoCompare(literal(geometry), geoBin("at")))));
        }
    }

    @Test
    void placesInListsAreFoundByTheirIndex() {
        GeoJson circle = GeoJson.circle(2.26, 48.9, 200_000);
        QuerySpec spec =
                QuerySpec.of(set)
                        .withIndexRange(
                                IndexRange.geo("trip", circle)
                                        .in(IndexRange.Collection.LIST_ELEMENTS));
        assertEquals(pointsNear(2.26, 48.9, 200_000), query(spec));
        assertEquals(
                Set.of(500L),
                query(
                        QuerySpec.of(set)
                                .withIndexRange(
                                        IndexRange.geo("trip", GeoJson.circle(105, -20, 300))
                                                .in(IndexRange.Collection.LIST_ELEMENTS))));
    }

    @Test
    void aQueryOverARegionIsLimitedAndResumed() {
        GeoJson circle = GeoJson.circle(2.26, 48.9, 500_000);
        Set<Long> expected = pointsNear(2.26, 48.9, 500_000);
        QuerySpec spec =
                QuerySpec.of(set).withIndexRange(IndexRange.geo("at", circle)).withMaxRecords(37);
        Set<Long> found = new TreeSet<>();
        int rounds = 0;
        while (rounds++ < 50) {
            int before = found.size();
            try (RecordStream records = client.query(spec, "i")) {
                records.forEach(each -> assertTrue(found.add((Long) each.record().bin("i"))));
                spec = spec.withCursors(records.cursors());
            }
            if (found.size() == before) {
                break;
            }
        }
        assertEquals(expected, found);
    }

    @Test
    void recordsInARegionAreChangedInTheBackground() {
        QuerySpec spec =
                QuerySpec.of(set)
                        .withIndexRange(IndexRange.geo("at", GeoJson.circle(2.26, 48.9, 60_000)));
        int expected = pointsNear(2.26, 48.9, 60_000).size();
        BackgroundJob job =
                client.background(BackgroundWrite.operate(spec, Operation.put("near", true)));
        assertEquals(expected, client.awaitJob(job, LIMIT).recordsChanged());
        assertTrue(expected > 0);
    }

    @Test
    void whatIsNoGeometryIsRefused() {
        for (String json :
                List.of(
                        "{\"type\":\"Point\",\"coordinates\":[1]}",
                        "{\"type\":\"Polygon\",\"coordinates\":[[[0,0],[1,0],[1,1],[0,1]]]}",
                        "{\"type\":\"Polygon\",\"coordinates\":[[[0,0],[1,0],[1,0],[0,0]]]}",
                        "{\"type\":\"LineString\",\"coordinates\":[[0,0],[1,0]]}",
                        "nothing")) {
            ServerException asked =
                    assertThrows(ServerException.class, () -> within(new GeoJson(json)), json);
            assertEquals(ResultCode.PARAMETER.code(), asked.resultCode(), json);
            ServerException stored =
                    assertThrows(
                            ServerException.class,
                            () -> client.put(set.key(-1), Bin.of("at", new GeoJson(json))),
                            json);
            assertEquals(ResultCode.INVALID_GEOJSON.code(), stored.resultCode(), json);
            ServerException filtered =
                    assertThrows(
                            ServerException.class,
                            () ->
                                    query(
                                            QuerySpec.of(set)
                                                    .withFilter(
                                                            geoCompare(
                                                                    geoBin("at"),
                                                                    literal(new GeoJson(json))))),
                            json);
            assertEquals(ResultCode.PARAMETER.code(), filtered.resultCode(), json);
        }
    }

    @Test
    void theOfficialClientFindsTheSame() {
        try (com.aerospike.client.AerospikeClient official =
                new com.aerospike.client.AerospikeClient(
                        new ClientPolicy(),
                        com.aerospike.client.Host.parseHosts(
                                String.join(",", cluster.hosts()), 3000))) {
            assertEquals(
                    within(GeoJson.circle(2.26, 48.9, 123_456)),
                    official(official, Filter.geoWithinRadius("at", 2.26, 48.9, 123_456)));
            assertEquals(
                    within(WITH_A_HOLE),
                    official(official, Filter.geoWithinRegion("at", WITH_A_HOLE.json())));
            GeoJson point = GeoJson.point(5.3, 50.2);
            assertEquals(within(point), official(official, Filter.geoContains("at", point.json())));
        }
    }

    private Set<Long> official(com.aerospike.client.AerospikeClient official, Filter filter) {
        Statement statement = new Statement();
        statement.setNamespace(set.namespace());
        statement.setSetName(set.name());
        statement.setBinNames("i");
        statement.setFilter(filter);
        Set<Long> found = new TreeSet<>();
        try (RecordSet records = official.query(null, statement)) {
            while (records.next()) {
                found.add(records.getRecord().getLong("i"));
            }
        }
        return found;
    }
}

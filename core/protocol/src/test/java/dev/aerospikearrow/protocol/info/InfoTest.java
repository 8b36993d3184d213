package dev.aerospikearrow.protocol.info;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.aerospikearrow.protocol.golden.Recording;
import dev.aerospikearrow.protocol.golden.Recording.Exchange;
import dev.aerospikearrow.protocol.info.PeersInfo.Peer;
import dev.aerospikearrow.protocol.info.ReplicasInfo.Ownership;
import dev.aerospikearrow.protocol.wire.Bytes;
import dev.aerospikearrow.protocol.wire.FrameDescriptor;
import dev.aerospikearrow.protocol.wire.MalformedReplyException;
import dev.aerospikearrow.protocol.wire.WireBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InfoTest {
    private static final int HEADER = FrameDescriptor.HEADER_LENGTH;

    private static InfoResponse response(Exchange exchange) {
        byte[] request = exchange.request();
        byte[] frame = exchange.response();
        return InfoResponse.decode(
                new InfoRequest(InfoRequest.decode(request, HEADER, request.length - HEADER)),
                frame,
                HEADER,
                frame.length - HEADER);
    }

    /** The answers to the commands with which lines of {@code body} begin. */
    private static InfoResponse response(String body) {
        String[] commands =
                body.lines()
                        .filter(line -> line.indexOf('\t') > 0)
                        .map(line -> line.substring(0, line.indexOf('\t')))
                        .toArray(String[]::new);
        return response(body, commands.length == 0 ? new String[] {"node"} : commands);
    }

    private static InfoResponse response(String body, String... commands) {
        byte[] bytes = Bytes.utf8(body);
        return InfoResponse.decode(InfoRequest.of(commands), bytes, 0, bytes.length);
    }

    @ParameterizedTest
    @ValueSource(strings = {"info-connect", "info-misc", "index-create"})
    void recordedRequestsAndResponsesAreReadAndWrittenByteForByte(String name) {
        for (Exchange exchange : Recording.load(name).exchanges()) {
            byte[] request = exchange.request();
            List<InfoCommand> commands =
                    InfoRequest.decode(request, HEADER, request.length - HEADER);
            assertArrayEquals(request, new InfoRequest(commands).toFrame());

            InfoResponse response = response(exchange);
            WireBuffer again = new WireBuffer();
            response.encode(again);
            assertArrayEquals(exchange.response(), again.toByteArray());
            assertEquals(
                    commands.stream().map(InfoCommand::text).toList(),
                    List.copyOf(response.answers().keySet()));
        }
    }

    @Test
    void theFirstContactOfAClientIsUnderstood() {
        Recording recording = Recording.load("info-connect");
        assertArrayEquals(
                InfoRequest.of(
                                "node",
                                "partition-generation",
                                "build",
                                "features",
                                "user-agent-set:value=MSxqYXZhLTkuMi4wLG5vdC1zZXQ=")
                        .toFrame(),
                recording.exchange(0).request());
        InfoResponse validation = response(recording.exchange(0));
        assertEquals(recording.result().get(0).asText(), validation.value("node"));
        assertEquals(0, validation.number("partition-generation"));
        Features features = Features.parse(validation.value("features"));
        assertTrue(features.has(Features.BATCH_ANY));
        assertTrue(features.has(Features.PARTITION_SCANS));
        assertFalse(features.has("scan"));
        assertEquals(validation.value("features"), features.format());

        PeersInfo peers =
                PeersInfo.parse(
                        "peers-clear-std",
                        response(recording.exchange(1)).value("peers-clear-std"));
        assertEquals(new PeersInfo(0, 3000, List.of()), peers);

        ReplicasInfo replicas =
                ReplicasInfo.parse("replicas", response(recording.exchange(2)).value("replicas"));
        Ownership all = new Ownership(0, List.of(PartitionBitmap.all()));
        assertEquals(Map.of("test", all, "bar", all), replicas.byNamespace());
    }

    @Test
    void administrativeAnswersAreUnderstood() {
        Recording recording = Recording.load("info-misc");
        InfoResponse response = response(recording.exchange(0));
        recording
                .result()
                .properties()
                .forEach(
                        answer ->
                                assertEquals(
                                        answer.getValue().asText(),
                                        response.value(answer.getKey())));
        List<Map<String, String>> sets = InfoEntries.SETS.parse(response.value("sets"));
        assertEquals(
                List.of("golden", "goldscan", "other"),
                sets.stream().map(set -> set.get("set")).toList());
        assertEquals("208", sets.get(0).get("objects"));
        assertEquals("258", InfoFields.parse(response.value("namespace/test")).get("objects"));
        Map<String, String> index =
                InfoEntries.INDEXES.parse(response.value("sindex-list:ns=test")).get(0);
        assertEquals("RW", index.get("state"));
        assertEquals(response.value("sindex-list:ns=test"), InfoFields.formatEntry(index));
    }

    @Test
    void theCommandsThatMakeAnIndexAreBuiltFromParameters() {
        Recording recording = Recording.load("index-create");
        InfoCommand create =
                InfoCommand.of("sindex-create")
                        .with("namespace", "test")
                        .with("set", "goldscan")
                        .with("indexname", "goldscan_i")
                        .with("indexdata", "i,NUMERIC");
        assertArrayEquals(
                recording.exchange(0).request(), new InfoRequest(List.of(create)).toFrame());
        assertEquals("sindex-create", create.name());
        assertEquals(Optional.of("i,NUMERIC"), create.parameter("indexdata"));
        assertEquals("ok", response(recording.exchange(0)).value(create.text()));

        InfoCommand statistics = InfoCommand.of("sindex/test/goldscan_i");
        assertEquals("sindex", statistics.name());
        assertEquals(List.of("test", "goldscan_i"), statistics.path());
        assertEquals(
                "100",
                InfoFields.parse(response(recording.exchange(1)).value(statistics.text()))
                        .get("load_pct"));
    }

    @Test
    void everyPartitionOfThreeNodesHasOneMasterAndOneReplicaOnAnotherNode() {
        JsonNode nodes = Recording.load("info-three-nodes").json().get("nodes");
        for (String namespace : List.of("test", "bar")) {
            int[][] owners = new int[2][4096];
            int node = 1;
            for (JsonNode answers : nodes) {
                String text = answers.get("replicas").asText();
                ReplicasInfo replicas = ReplicasInfo.parse("replicas", text);
                assertEquals(text, replicas.format());
                Ownership ownership = replicas.byNamespace().get(namespace);
                assertEquals(2, ownership.bitmaps().size());
                for (int replica = 0; replica < 2; replica++) {
                    for (int partitionId = 0; partitionId < 4096; partitionId++) {
                        if (ownership.owns(replica, partitionId)) {
                            assertEquals(0, owners[replica][partitionId], "claimed twice");
                            owners[replica][partitionId] = node;
                        }
                    }
                }
                assertFalse(ownership.owns(2, 0), "a replica that is not listed is not owned");
                node++;
            }
            for (int partitionId = 0; partitionId < 4096; partitionId++) {
                assertTrue(owners[0][partitionId] > 0 && owners[1][partitionId] > 0);
                assertTrue(owners[0][partitionId] != owners[1][partitionId]);
            }
        }
    }

    @Test
    void peersOfThreeNodesAreTheOtherTwo() {
        JsonNode nodes = Recording.load("info-three-nodes").json().get("nodes");
        for (JsonNode answers : nodes) {
            String text = answers.get("peers-clear-std").asText();
            PeersInfo peers = PeersInfo.parse("peers-clear-std", text);
            assertEquals(text, peers.format());
            assertEquals(answers.get("peers-generation").asLong(), peers.generation());
            assertEquals(2, peers.peers().size());
            for (Peer peer : peers.peers()) {
                assertFalse(peer.nodeId().equals(answers.get("node").asText()));
                JsonNode itself =
                        nodes.findParents("node").stream()
                                .filter(other -> other.get("node").asText().equals(peer.nodeId()))
                                .findFirst()
                                .orElseThrow();
                String service = itself.get("service-clear-std").asText();
                ServiceAddresses addresses = ServiceAddresses.parse("service-clear-std", service);
                assertEquals(service, addresses.format());
                assertEquals(addresses.addresses(), peer.addresses());
            }
            String alternate = answers.get("peers-clear-alt").asText();
            assertTrue(PeersInfo.parse("peers-clear-alt", alternate).peers().isEmpty());
            assertEquals(
                    Optional.of(new InfoError(25, "enterprise only")),
                    InfoError.parse(answers.get("rack-ids").asText()));
        }
    }

    @Test
    void peersMayHaveTlsNamesSeveralHostsAndAddressesOfVersionSix() {
        String text = "7,4333,[[BB9,tls.example,[[2001:db8::1]:4000,10.0.0.7,node.example:3]]]";
        PeersInfo peers = PeersInfo.parse("peers-tls-std", text);
        assertEquals(
                List.of(
                        new Peer(
                                "BB9",
                                "tls.example",
                                List.of(
                                        new ServiceAddress("2001:db8::1", 4000),
                                        new ServiceAddress("10.0.0.7", 4333),
                                        new ServiceAddress("node.example", 3)))),
                peers.peers());
        assertEquals(text, peers.format());
        PeersInfo noDefaultPort = PeersInfo.parse("peers-tls-std", "7,,[]");
        assertEquals("7,,[]", noDefaultPort.format());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | 0",
                "x,3000,[] | 0",
                "4 | 1",
                "4,3000 | 6",
                "4,70000,[] | 2",
                "4,3000,[]x | 9",
                "4,3000,[A2] | 8",
                "4,3000,[[,,[a]]] | 9",
                "4,3000,[[A2,,[a]] | 17",
                "4,3000,[[A2,,[]]] | 14",
                "4,3000,[[A2,,[a:]]] | 16",
                "4,3000,[[A2,,[a:0]]] | 16",
                "4,3000,[[A2,,[[::1]]] | 21",
                "4,,[[A2,,[a]]] | 11",
                "99999999999999999999,3000,[] | 0",
            })
    void brokenPeersAreNamedWithTheirOffset(String text, int offset) {
        MalformedReplyException e =
                assertThrows(
                        MalformedReplyException.class,
                        () -> PeersInfo.parse("peers-clear-std", text));
        assertEquals(offset, e.offset(), e.getMessage());
        assertTrue(e.getMessage().contains("peers-clear-std"), e.getMessage());
        assertTrue(e.getMessage().endsWith("character offset " + offset), e.getMessage());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "test | 4",
                ":0,1, | 0",
                "test:a,1, | 5",
                "test:0 | 6",
                "test:0,-1 | 7",
                "test:0,256 | 10",
                "test:0,257 | 7",
                "test:0,2147483647 | 7",
                "test:0,1,AAAA | 9",
                "test:0,1,$$$$ | 9",
                "test:0,1,; | 10",
                "test:0,1,,x | 9",
            })
    void brokenPartitionMapsAreNamedWithTheirOffset(String text, int offset) {
        MalformedReplyException e =
                assertThrows(
                        MalformedReplyException.class, () -> ReplicasInfo.parse("replicas", text));
        assertEquals(offset, e.offset(), e.getMessage());
    }

    @Test
    void peersBesideABrokenOneAreKept() {
        List<String> faults = new ArrayList<>();
        PeersInfo peers =
                PeersInfo.parse(
                        "peers-clear-std",
                        "4,3000,[[A2,,[[::1]:x]],[A3,,[10.0.0.3]],[A4,,[]],[A5,,[a]]]",
                        fault -> faults.add(fault.getMessage()));
        assertEquals(
                List.of("A3", "A5"), peers.peers().stream().map(PeersInfo.Peer::nodeId).toList());
        assertEquals(2, faults.size(), faults.toString());
        assertTrue(faults.get(0).endsWith("character offset 20"), faults.get(0));
        assertTrue(faults.get(1).endsWith("character offset 47"), faults.get(1));
    }

    @Test
    void namespacesBesideABrokenOneAreKept() {
        List<String> faults = new ArrayList<>();
        ReplicasInfo replicas =
                ReplicasInfo.parse(
                        "replicas",
                        "test:0,1,AAAA;bar:3,1,;wrong:;last:1,1,x",
                        fault -> faults.add(fault.getMessage()));
        assertEquals(Set.of("bar"), replicas.byNamespace().keySet());
        assertEquals(3, faults.size(), faults.toString());
        assertTrue(faults.get(1).endsWith("character offset 29"), faults.get(1));
    }

    @Test
    void aNodeThatOwnsNothingYetHasAnEmptyBitmap() {
        ReplicasInfo replicas = ReplicasInfo.parse("replicas", "test:0,1,;bar:3,1,");
        assertFalse(replicas.byNamespace().get("test").owns(0, 0));
        assertEquals(3, replicas.byNamespace().get("bar").regime());
        assertTrue(ReplicasInfo.parse("replicas", "").byNamespace().isEmpty());
    }

    @Test
    void racksAreReadByNamespace() {
        RackIds racks = RackIds.parse("rack-ids", "test:0;bar:1000000");
        assertEquals(Map.of("test", 0, "bar", 1_000_000), racks.byNamespace());
        assertEquals("test:0;bar:1000000", racks.format());
        assertTrue(RackIds.parse("rack-ids", "").byNamespace().isEmpty());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"test | 4", "test: | 5", "test:-1 | 5", "test:1; | 7", "test:1,bar:2 | 6"})
    void brokenRacksAreNamedWithTheirOffset(String text, int offset) {
        MalformedReplyException e =
                assertThrows(MalformedReplyException.class, () -> RackIds.parse("rack-ids", text));
        assertEquals(offset, e.offset(), e.getMessage());
    }

    @Test
    void partitionZeroIsTheHighestBitOfTheFirstByte() {
        PartitionBitmap first = PartitionBitmap.of(partitionId -> partitionId == 0);
        assertTrue(first.format().startsWith("gAAA"));
        assertEquals(684, first.format().length());
        assertEquals(1, first.count());
        PartitionBitmap odd = PartitionBitmap.of(partitionId -> partitionId % 2 == 1);
        String text = "ns:5,1," + odd.format();
        ReplicasInfo replicas = ReplicasInfo.parse("replicas", text);
        assertEquals(new Ownership(5, List.of(odd)), replicas.byNamespace().get("ns"));
        assertEquals(text, replicas.format());
        assertThrows(IndexOutOfBoundsException.class, () -> odd.contains(4096));
        assertThrows(IndexOutOfBoundsException.class, () -> odd.contains(-1));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ERROR:4:unrecognized command | 4 | unrecognized command",
                "ERROR::text | 1 | text",
                "ERROR | 1 | ''",
                "ERROR:7 | 7 | ''",
                "error:20:a:b | 20 | a:b",
                "FAIL:201:no index | 201 | no index",
                "Fail | 1 | ''",
                "FAIL:no number | 1 | no number",
                "ns_type=unknown | 20 | ns_type=unknown",
                "type=unknown | 20 | type=unknown",
                "error=not_found | 1 | not_found",
                "ERROR:20:unknown;ERROR:20:unknown | 20 | unknown",
            })
    void errorsAreRecognised(String answer, int code, String text) {
        assertEquals(Optional.of(new InfoError(code, text)), InfoError.parse(answer));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ok", "errors=5", "failover", "true", "type=unknown2", "A1"})
    void otherAnswersAreNoErrors(String answer) {
        assertEquals(Optional.empty(), InfoError.parse(answer));
    }

    @Test
    void anErrorIsWrittenAsTheServerDoes() {
        assertEquals(
                "ERROR:4:unrecognized command", new InfoError(4, "unrecognized command").format());
        assertEquals("ERROR::broken", new InfoError(1, "broken").format());
    }

    @Test
    void aValueThatIsAnErrorThrowsWithItsCommand() {
        InfoErrorException e =
                assertThrows(
                        InfoErrorException.class,
                        () ->
                                response("node\tA1\nnot-there\tERROR:4:no such\n")
                                        .value("not-there"));
        assertEquals("not-there", e.command());
        assertEquals(4, e.error().code());
        assertTrue(e.getMessage().contains("4 PARAMETER"), e.getMessage());
    }

    @Test
    void oneErrorMayStandForAllAnswers() {
        InfoResponse response = response("ERROR:9:timeout\n");
        assertEquals(Optional.of(new InfoError(9, "timeout")), response.failure());
        assertThrows(InfoErrorException.class, () -> response.value("node"));
        WireBuffer again = new WireBuffer();
        response.encode(again);
        assertEquals("ERROR:9:timeout\n", Bytes.getUtf8(again.array(), 8, again.length() - 8));
    }

    @Test
    void anAnswerThatWasNotGivenIsMalformed() {
        MalformedReplyException e =
                assertThrows(
                        MalformedReplyException.class, () -> response("node\tA1\n").value("build"));
        assertTrue(e.getMessage().contains("\"build\""), e.getMessage());
    }

    @ParameterizedTest
    @CsvSource({"node, 4", "node A1, 7", "'no tab\n', 0", "'\nnode\tA1\n', 0", "'a\tb\n', 0"})
    void answersToOtherCommandsAreMalformed(String body, int offset) {
        MalformedReplyException e =
                assertThrows(MalformedReplyException.class, () -> response(body, "node"));
        assertEquals(offset, e.offset(), e.getMessage());
    }

    @Test
    void anAnswerThatShouldBeANumberAndIsNotIsMalformed() {
        assertEquals(-1, response("partition-generation\t-1\n").number("partition-generation"));
        MalformedReplyException e =
                assertThrows(
                        MalformedReplyException.class,
                        () -> response("peers-generation\t12x\n").number("peers-generation"));
        assertEquals(2, e.offset());
    }

    @Test
    void aLineWithoutNewlineIsNoCommand() {
        byte[] body = Bytes.utf8("node\n\nbuild\nlast");
        assertEquals(
                List.of(InfoCommand.of("node"), InfoCommand.of("build")),
                InfoRequest.decode(body, 0, body.length));
    }

    @Test
    void textCannotSmuggleInACommandOrParameter() {
        assertThrows(IllegalArgumentException.class, () -> InfoRequest.of("node\nbuild"));
        assertThrows(IllegalArgumentException.class, () -> InfoRequest.of(""));
        assertThrows(IllegalArgumentException.class, InfoRequest::of);
        InfoCommand truncate = InfoCommand.of("truncate");
        assertThrows(
                IllegalArgumentException.class,
                () -> truncate.with("namespace", "test;set=flights"));
        assertThrows(IllegalArgumentException.class, () -> truncate.with("namespace", "a\nb"));
    }

    @Test
    void fieldsMayHaveEmptyValuesAndEqualsSigns() {
        Map<String, String> expected = new LinkedHashMap<>();
        expected.put("a", "");
        expected.put("b", "x=y");
        assertEquals(expected, InfoFields.parse("a=;b=x=y"));
        assertEquals("a=;b=x=y", InfoFields.format(expected));
        assertEquals(Map.of("a", "1"), InfoFields.parse("a=1;b"));
        assertEquals(Map.of(), InfoFields.parse(";;"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "app:users",
                "e;f",
                "two\nlines",
                "a=b",
                "a:b=c;d",
                "e;ns=test:set=f",
                "sets/test\tx",
                "x:objects=9",
                ";",
                ":",
                "null"
            })
    void aSetIsReadWhateverItIsCalled(String name) {
        String body =
                "sets/test\tns=test:set=before:objects=5:tombstones=0:truncating=false;ns=test:set="
                        + name
                        + ":objects=6:tombstones=0:truncating=false;"
                        + "ns=test:set=behind:objects=7:tombstones=0:truncating=false;\n";
        List<Map<String, String>> sets =
                InfoEntries.SETS.parse(response(body, "sets/test").value("sets/test"));
        assertEquals(
                List.of("before", name, "behind"),
                sets.stream().map(set -> set.get("set")).toList());
        assertEquals(List.of("5", "6", "7"), sets.stream().map(set -> set.get("objects")).toList());
        assertEquals("false", sets.get(1).get("truncating"));
    }

    @Test
    void indexesOfAllKindsAreReadBesideEachOther() {
        String answer =
                "ns=test:indexname=i:1:set=a:b:bin=c:d=e:type=numeric:indextype=default"
                        + ":context=lCIHAg==:exp=null:state=RW;"
                        + "ns=test:indexname=x:set=null:bin=null:type=string:indextype=list"
                        + ":context=null:exp=kwEC:state=WO:newer=field;"
                        + ";ns=test:indexname=s:set=a:b:indextype=set;"
                        + "ns=test:indexname=v:set=w:bin=y:type=vector:indextype=default:more";
        List<Map<String, String>> indexes = InfoEntries.INDEXES.parse(answer);
        assertEquals(
                List.of("i:1", "x", "s", "v"),
                indexes.stream().map(index -> index.get("indexname")).toList());
        assertEquals("a:b", indexes.get(0).get("set"));
        assertEquals("c:d=e", indexes.get(0).get("bin"));
        assertEquals("lCIHAg==", indexes.get(0).get("context"));
        assertEquals("field", indexes.get(1).get("newer"));
        assertEquals(
                Map.of("ns", "test", "indexname", "s", "set", "a:b", "indextype", "set"),
                indexes.get(2));
        assertEquals("vector", indexes.get(3).get("type"));
    }

    @Test
    void whatIsNoEntryIsLeftOut() {
        assertEquals(List.of(), InfoEntries.SETS.parse(""));
        assertEquals(List.of(), InfoEntries.SETS.parse("::;=;ns=test;ns=test:set=a"));
        assertEquals(
                List.of(Map.of("ns", "test", "objects", "3")),
                InfoEntries.SETS.parse("what;is=this;ns=test:objects=3:;;"));
    }

    @Test
    void anAnswerGoesOnUntilTheNextCommand() {
        InfoResponse response =
                response("sets\tone\ntwo\tthree\nbuild\t8\n", "sets", "left-out", "build");
        assertEquals("one\ntwo\tthree", response.value("sets"));
        assertEquals("8", response.value("build"));
        assertEquals(Optional.empty(), response.find("left-out"));
        assertEquals("", response("a\t\nb\t\n", "a", "b").value("a"));
    }

    /** Parses an answer in every way there is. */
    private static void parseAll(String answer) {
        List<Runnable> parsers =
                List.of(
                        () -> PeersInfo.parse("c", answer),
                        () -> ReplicasInfo.parse("c", answer),
                        () -> RackIds.parse("c", answer),
                        () -> ServiceAddresses.parse("c", answer),
                        () -> InfoFields.parse(answer),
                        () -> InfoEntries.SETS.parse(answer),
                        () -> InfoEntries.INDEXES.parse(answer));
        for (Runnable parser : parsers) {
            try {
                parser.run();
            } catch (MalformedReplyException e) {
                assertTrue(e.offset() >= 0 && e.offset() <= answer.length(), e.getMessage());
            }
        }
        Features.parse(answer);
        InfoError.parse(answer);
        InfoCommand.parse(answer);
    }

    @Test
    void moreThanAClusterCanHaveIsNotBelieved() {
        String peers = "1,3000,[" + "[A,,[a]],".repeat(256) + "[A,,[a]]]";
        assertThrows(MalformedReplyException.class, () -> PeersInfo.parse("peers", peers));
        String namespaces =
                IntStream.range(0, 257)
                        .mapToObj(i -> "n" + i + ":0,1,")
                        .collect(Collectors.joining(";"));
        assertThrows(
                MalformedReplyException.class, () -> ReplicasInfo.parse("replicas", namespaces));
    }

    @Test
    void emptyBitmapsOfAnAnswerTakeNoRoom() {
        String answer = "test:0,256" + ",".repeat(256);
        List<PartitionBitmap> bitmaps =
                ReplicasInfo.parse("replicas", answer).byNamespace().get("test").bitmaps();
        assertEquals(256, bitmaps.size());
        bitmaps.forEach(bitmap -> assertSame(PartitionBitmap.none(), bitmap));
    }

    @Test
    void anyTextIsReadOrMalformed() {
        Random random = new Random(20_100_101);
        String bitmap = PartitionBitmap.all().format();
        List<String> sound =
                List.of(
                        "7,4333,[[BB9,tls,[[2001:db8::1]:4000,10.0.0.7]],[A2,,[h:3]]]",
                        "ns:5,1," + bitmap + ";bar:0,2,," + bitmap,
                        "10.0.0.7:3000,[::1]:3100",
                        "ns=test:set=a:objects=5;ns=test:set=b:objects=6;",
                        "ERROR:4:unrecognized command");
        String alphabet = "[]:,;=.-0123456789abAZ/+ERORFAIL\u00e9\t\n";
        for (String text : sound) {
            parseAll(text);
            for (int cut = 0; cut < text.length(); cut += 1 + cut / 100) {
                parseAll(text.substring(0, cut));
                parseAll(text.substring(cut));
            }
            for (int round = 0; round < 1_000; round++) {
                StringBuilder mutated = new StringBuilder(text);
                for (int i = random.nextInt(4); i >= 0; i--) {
                    char other = alphabet.charAt(random.nextInt(alphabet.length()));
                    int at = random.nextInt(Math.min(60, mutated.length()));
                    switch (random.nextInt(3)) {
                        case 0 -> mutated.setCharAt(at, other);
                        case 1 -> mutated.insert(at, other);
                        default -> mutated.deleteCharAt(at);
                    }
                    if (mutated.isEmpty()) {
                        break;
                    }
                }
                parseAll(mutated.toString());
            }
        }
    }

    @Test
    void anyBodyIsReadOrMalformed() {
        Random random = new Random(20_100_101);
        byte[] sound = Bytes.utf8("node\tA1\npeers-generation\t4\nfeatures\ta;b\n");
        InfoRequest asked = InfoRequest.of("node", "peers-generation", "features");
        for (int round = 0; round < 20_000; round++) {
            byte[] body = sound.clone();
            for (int i = random.nextInt(6); i >= 0; i--) {
                body[random.nextInt(body.length)] =
                        (byte) (random.nextBoolean() ? random.nextInt() : '\n');
            }
            int length = random.nextInt(body.length + 1);
            try {
                InfoResponse.decode(asked, body, 0, length);
            } catch (MalformedReplyException e) {
                assertTrue(e.offset() >= 0 && e.offset() <= length, e.getMessage());
            }
            InfoRequest.decode(body, 0, length);
        }
    }
}

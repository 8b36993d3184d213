package dev.aerospikearrow.protocol.fuzz;

import dev.aerospikearrow.protocol.golden.Recording;
import dev.aerospikearrow.protocol.golden.Recording.Exchange;
import dev.aerospikearrow.protocol.info.Features;
import dev.aerospikearrow.protocol.info.InfoCommand;
import dev.aerospikearrow.protocol.info.InfoEntries;
import dev.aerospikearrow.protocol.info.InfoErrorException;
import dev.aerospikearrow.protocol.info.InfoFields;
import dev.aerospikearrow.protocol.info.InfoRequest;
import dev.aerospikearrow.protocol.info.InfoResponse;
import dev.aerospikearrow.protocol.info.PeersInfo;
import dev.aerospikearrow.protocol.info.RackIds;
import dev.aerospikearrow.protocol.info.ReplicasInfo;
import dev.aerospikearrow.protocol.info.ServiceAddresses;
import dev.aerospikearrow.protocol.wire.Bytes;
import dev.aerospikearrow.protocol.wire.FrameDescriptor;
import dev.aerospikearrow.protocol.wire.MalformedReplyException;
import dev.aerospikearrow.protocol.wire.WireBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

/**
 * The readers of info answers under a fuzzer. Whatever a node answers, they throw {@link
 * MalformedReplyException} with an offset inside of it, or {@link InfoErrorException}, or nothing;
 * and what was read is the same after it is written and read again.
 */
public final class InfoFuzz {
    /** All readers of answers; each gets every answer. */
    private static final List<BiFunction<String, String, Object>> READERS =
            List.of(
                    PeersInfo::parse,
                    ReplicasInfo::parse,
                    RackIds::parse,
                    (command, answer) ->
                            PeersInfo.parse(
                                    command, answer, fault -> check(fault, answer.length())),
                    (command, answer) ->
                            ReplicasInfo.parse(
                                    command, answer, fault -> check(fault, answer.length())),
                    ServiceAddresses::parse,
                    (command, answer) -> InfoFields.parse(answer),
                    (command, answer) -> InfoEntries.SETS.parse(answer),
                    (command, answer) -> InfoEntries.INDEXES.parse(answer),
                    (command, answer) -> Features.parse(answer));

    private InfoFuzz() {}

    /** What the fuzzer calls with every input. */
    public static void fuzzerTestOneInput(byte[] input) {
        InfoRequest asked = askedFor(input);
        InfoResponse response;
        try {
            response = InfoResponse.decode(asked, input, 0, input.length);
        } catch (MalformedReplyException e) {
            check(e, input.length);
            return;
        }
        requireSame(response.answers(), again(asked, response).answers());
        requireSame(response.failure(), again(asked, response).failure());
        for (Map.Entry<String, String> line : response.answers().entrySet()) {
            String command = line.getKey();
            String answer = line.getValue();
            try {
                response.number(command);
            } catch (MalformedReplyException e) {
                check(e, answer.length());
            } catch (InfoErrorException e) {
                if (!e.command().equals(command)) {
                    throw new AssertionError("an error of another command", e);
                }
            }
            for (BiFunction<String, String, Object> reader : READERS) {
                try {
                    checkRead(command, reader.apply(command, answer));
                } catch (MalformedReplyException e) {
                    check(e, answer.length());
                }
            }
        }
    }

    /** The commands with which lines begin: more than that can come from a server only. */
    private static InfoRequest askedFor(byte[] body) {
        List<InfoCommand> commands = new ArrayList<>();
        for (String line : Bytes.getUtf8(body, 0, body.length).split("\n")) {
            int tab = line.indexOf('\t');
            if (tab > 0 && commands.size() < 8) {
                try {
                    commands.add(InfoCommand.of(line.substring(0, tab)));
                } catch (IllegalArgumentException e) {
                    // Nobody could have asked so.
                }
            }
        }
        return new InfoRequest(commands.isEmpty() ? List.of(InfoCommand.of("node")) : commands);
    }

    private static InfoResponse again(InfoRequest asked, InfoResponse response) {
        WireBuffer frame = new WireBuffer();
        response.encode(frame);
        int header = FrameDescriptor.HEADER_LENGTH;
        return InfoResponse.decode(asked, frame.array(), header, frame.length() - header);
    }

    private static void checkRead(String command, Object read) {
        if (read instanceof ReplicasInfo replicas) {
            requireSame(replicas, ReplicasInfo.parse(command, replicas.format()));
        } else if (read instanceof RackIds racks) {
            requireSame(racks, RackIds.parse(command, racks.format()));
        } else if (read instanceof Features features) {
            requireSame(features, Features.parse(features.format()));
        }
    }

    private static void requireSame(Object expected, Object found) {
        if (!expected.equals(found)) {
            throw new AssertionError(
                    "read, written and read again: " + expected + " became " + found);
        }
    }

    private static void check(MalformedReplyException e, int length) {
        if (e.offset() < 0 || e.offset() > length) {
            throw new AssertionError("an offset outside of the answer", e);
        }
    }

    /** What the fuzzer begins with: each line of recorded answers, and some of every grammar. */
    public static Map<String, byte[]> seeds() {
        Map<String, byte[]> seeds = new LinkedHashMap<>();
        for (String recording : List.of("info-connect", "info-misc", "index-create")) {
            List<Exchange> exchanges = Recording.load(recording).exchanges();
            for (int i = 0; i < exchanges.size(); i++) {
                byte[] response = exchanges.get(i).response();
                String body =
                        Bytes.getUtf8(
                                response,
                                FrameDescriptor.HEADER_LENGTH,
                                response.length - FrameDescriptor.HEADER_LENGTH);
                List<String> lines = Arrays.asList(body.split("\n"));
                for (int line = 0; line < lines.size(); line++) {
                    seeds.put(recording + "-" + i + "-" + line, Bytes.utf8(lines.get(line) + "\n"));
                }
            }
        }
        List<String> made =
                List.of(
                        "peers\t4,3000,[[A2,,[127.0.0.1:3100]],[A3,tls.name,[[::1],10.0.0.7:3200]]]\n",
                        "peers\t4,,[]\n",
                        "replicas\ttest:0,2,,;bar:7,0\n",
                        "service\t127.0.0.1:3000,[::1]:3100\n",
                        "number\t-12\n",
                        "a\tERROR:4:what;ERROR:4:what\nb\tFAIL\nc\tns_type=unknown\n",
                        "ERROR:81:no login\n",
                        "features\ta;b;c\nsets\tns=test:set=a;ns=test:set=b;\n");
        for (int i = 0; i < made.size(); i++) {
            seeds.put("made-" + i, Bytes.utf8(made.get(i)));
        }
        return seeds;
    }
}

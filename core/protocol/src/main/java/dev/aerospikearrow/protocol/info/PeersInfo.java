package dev.aerospikearrow.protocol.info;

import dev.aerospikearrow.protocol.wire.MalformedReplyException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * The other nodes that a node knows: the answer to {@code peers-clear-std} and its like
 * (docs/docs/internals/wire.md, section 6.1).
 *
 * <pre>{@code 4,3000,[[A2,,[127.0.0.1:3100]],[A3,tls.name,[[::1],10.0.0.7:3200]]]}</pre>
 *
 * @param generation changes with the list; unsigned 32 bits
 * @param defaultPort the port of hosts that name none; 0 if there is no such port
 * @param peers never the answering node itself
 */
public record PeersInfo(long generation, int defaultPort, List<Peer> peers) {
    /** A cluster has at most so many nodes. */
    static final int MAX_PEERS = 256;

    /**
     * Another node.
     *
     * @param nodeId its identity
     * @param tlsName the name that its certificate must carry; empty without TLS
     * @param addresses where it listens, one at least
     */
    public record Peer(String nodeId, String tlsName, List<ServiceAddress> addresses) {
        public Peer {
            addresses = List.copyOf(addresses);
        }
    }

    public PeersInfo {
        peers = List.copyOf(peers);
    }

    /**
     * Reads an answer.
     *
     * @param command the command that was answered, for messages
     * @throws MalformedReplyException if it breaks the grammar
     */
    public static PeersInfo parse(String command, String answer) {
        return parse(
                command,
                answer,
                fault -> {
                    throw fault;
                });
    }

    /**
     * Reads what can be read of an answer.
     *
     * @param command the command that was answered, for messages
     * @param onBroken takes what is wrong with a peer, which is left out
     * @throws MalformedReplyException if the answer as a whole breaks the grammar, or each peer
     */
    public static PeersInfo parse(
            String command, String answer, Consumer<MalformedReplyException> onBroken) {
        AnswerCursor cursor = new AnswerCursor(command, answer);
        long generation = cursor.number();
        cursor.expect(',');
        int defaultPort = cursor.at(',') ? 0 : cursor.number("a port", 0, ServiceAddress.MAX_PORT);
        cursor.expect(',');
        cursor.expect('[');
        List<Peer> peers = new ArrayList<>();
        List<MalformedReplyException> broken = new ArrayList<>();
        if (!cursor.at(']')) {
            do {
                if (peers.size() + broken.size() == MAX_PEERS) {
                    throw cursor.broken("at most " + MAX_PEERS + " peers expected, found more");
                }
                int start = cursor.position();
                try {
                    peers.add(parsePeer(cursor, defaultPort));
                } catch (MalformedReplyException e) {
                    cursor.skipBrackets(start, e);
                    broken.add(e);
                }
            } while (cursor.skip(','));
        }
        cursor.expect(']');
        cursor.requireEnd();
        if (peers.isEmpty() && !broken.isEmpty()) {
            throw broken.get(0);
        }
        broken.forEach(onBroken);
        return new PeersInfo(generation, defaultPort, peers);
    }

    private static Peer parsePeer(AnswerCursor cursor, int defaultPort) {
        cursor.expect('[');
        String nodeId = cursor.word("a node id", ",[]");
        cursor.expect(',');
        String tlsName = cursor.until(",[]");
        cursor.expect(',');
        cursor.expect('[');
        List<ServiceAddress> addresses = new ArrayList<>();
        do {
            addresses.add(ServiceAddress.parse(cursor, defaultPort));
        } while (cursor.skip(','));
        cursor.expect(']');
        cursor.expect(']');
        return new Peer(nodeId, tlsName, addresses);
    }

    /** The answer as a server writes it: ports only where they are not the default. */
    public String format() {
        StringBuilder answer = new StringBuilder();
        answer.append(generation).append(',');
        if (defaultPort != 0) {
            answer.append(defaultPort);
        }
        answer.append(",[");
        for (int i = 0; i < peers.size(); i++) {
            answer.append(i == 0 ? "[" : ",[");
            formatPeer(answer, peers.get(i));
            answer.append(']');
        }
        return answer.append(']').toString();
    }

    private void formatPeer(StringBuilder answer, Peer peer) {
        answer.append(peer.nodeId()).append(',').append(peer.tlsName()).append(",[");
        for (int i = 0; i < peer.addresses().size(); i++) {
            ServiceAddress address = peer.addresses().get(i);
            answer.append(i == 0 ? "" : ",");
            answer.append(address.port() == defaultPort ? address.formatHost() : address);
        }
        answer.append(']');
    }
}

package dev.aerospikearrow.client.telemetry;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.Threshold;
import jdk.jfr.Timespan;

/** The kinds of events. Calls and requests are recorded from the JDK's threshold for sockets on. */
final class FlightEvents {
    private static final String CATEGORY = "Aerospike";
    private static final String THRESHOLD = "20 ms";

    private FlightEvents() {}

    @Name("dev.aerospikearrow.Call")
    @Label("Call")
    @Category(CATEGORY)
    @Description("A call of the client, from the call to the result")
    @StackTrace(false)
    @Threshold(THRESHOLD)
    static final class Call extends Event {
        @Label("Operation")
        String operation = "";

        @Label("Namespace")
        String namespace = "";

        @Label("Set")
        String set = "";

        @Label("Rows")
        int rows;

        @Label("Key")
        @Description("Without the user key if values are hidden")
        String key = "";

        @Label("Attempts")
        int attempts;

        @Label("Error Type")
        String errorType = "";

        @Label("Stages")
        @Description("Nanoseconds by stage, if stages are measured")
        String stages = "";
    }

    @Name("dev.aerospikearrow.Request")
    @Label("Request")
    @Category(CATEGORY)
    @Description("A request of a call to a node, until its reply is complete")
    @StackTrace(false)
    @Threshold(THRESHOLD)
    static final class Request extends Event {
        @Label("Operation")
        String operation = "";

        @Label("Node")
        String node = "";

        @Label("Address")
        String address = "";

        @Label("Attempt")
        int attempt;

        @Label("Result")
        String result = "";
    }

    @Name("dev.aerospikearrow.Retry")
    @Label("Retry")
    @Category(CATEGORY)
    @Description("Another attempt of a call")
    @StackTrace(false)
    static final class Retry extends Event {
        @Label("Operation")
        String operation = "";

        @Label("Attempt")
        int attempt;

        @Label("Reason")
        String reason = "";
    }

    @Name("dev.aerospikearrow.Connection")
    @Label("Connection")
    @Category(CATEGORY)
    @Description("A connection to a node was made or closed, or could not be made")
    @StackTrace(false)
    static final class Connection extends Event {
        @Label("Node")
        String node = "";

        @Label("Address")
        String address = "";

        @Label("Change")
        String change = "";

        @Label("Took")
        @Description("How long it took to be made or to fail, or how long it lived")
        @Timespan(Timespan.NANOSECONDS)
        long took;

        @Label("Reason")
        String reason = "";
    }

    @Name("dev.aerospikearrow.Node")
    @Label("Node")
    @Category(CATEGORY)
    @Description("A node has joined or left, is in doubt, or is so no longer")
    @StackTrace(false)
    static final class Node extends Event {
        @Label("Node")
        String node = "";

        @Label("Address")
        String address = "";

        @Label("Change")
        String change = "";

        @Label("Reason")
        String reason = "";
    }

    @Name("dev.aerospikearrow.Tend")
    @Label("Tend")
    @Category(CATEGORY)
    @Description("A round in which the nodes were asked whether the cluster has changed")
    @StackTrace(false)
    static final class Tend extends Event {
        @Label("Nodes")
        int nodes;
    }
}

package dev.aerospikearrow.client.execute;

import dev.aerospikearrow.data.ResultCode;
import org.jspecify.annotations.Nullable;

/** The reason of another attempt, for who watches: without the call, and so without its key. */
final class RetryReason {
    private RetryReason() {}

    static String of(@Nullable Trouble trouble) {
        if (trouble instanceof Trouble.Refusal refusal) {
            return "node "
                    + refusal.from()
                    + " answered "
                    + ResultCode.describe(refusal.resultCode());
        }
        if (trouble instanceof Trouble.NoReply noReply) {
            return "node " + noReply.failure().endpoint() + " " + noReply.failure().what();
        }
        return trouble instanceof Trouble.NoNode ? "no node answers" : "it was not complete";
    }
}

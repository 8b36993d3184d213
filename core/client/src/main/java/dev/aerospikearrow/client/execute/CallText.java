package dev.aerospikearrow.client.execute;

import dev.aerospikearrow.data.Key;
import org.jspecify.annotations.Nullable;

/**
 * A call in messages.
 *
 * @param call such as {@code Get of test.flights 17}
 * @param attempt its number, from 0 on
 * @param remainder what is unanswered, such as {@code 2 rows are unanswered}; empty if that goes
 *     without saying
 * @param key the record that the call is about, if it is about one
 */
record CallText(String call, int attempt, String remainder, @Nullable Key key) {
    /** What happened to the call, and then what else is to be said, in sentences of their own. */
    String tell(String happened, String more) {
        return call
                + happened
                + (attempt == 0 ? "" : " (" + attempted() + ")")
                + "."
                + more
                + (remainder.isEmpty() ? "" : " " + remainder + ".");
    }

    /** The call, the attempt and what remains, for sentences that go on after that. */
    String summary() {
        String separator = attempt == 0 || remainder.isEmpty() ? "" : "; ";
        String details = (attempt == 0 ? "" : attempted()) + separator + remainder;
        return details.isEmpty() ? call : call + " (" + details + ")";
    }

    private String attempted() {
        return "attempt " + (attempt + 1);
    }
}

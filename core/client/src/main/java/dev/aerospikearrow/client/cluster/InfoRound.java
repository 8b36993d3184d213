package dev.aerospikearrow.client.cluster;

import dev.aerospikearrow.client.transport.Endpoint;
import dev.aerospikearrow.client.transport.InfoExchange;
import dev.aerospikearrow.client.transport.IoLoop;
import dev.aerospikearrow.client.transport.LoopTask;
import dev.aerospikearrow.client.transport.TransportFailure;
import dev.aerospikearrow.protocol.info.InfoErrorException;
import dev.aerospikearrow.protocol.info.InfoRequest;
import dev.aerospikearrow.protocol.info.InfoResponse;
import dev.aerospikearrow.protocol.wire.MalformedReplyException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Asks several endpoints at once and waits until each has answered, failed, or had its time. What
 * is done with an answer may fail, too: an answer of a broken format counts as none.
 */
final class InfoRound implements LoopTask {
    private final List<Question> questions = new ArrayList<>();
    private final long timeoutNanos;
    private long deadlineNanos;
    private int open;

    InfoRound(long timeoutNanos) {
        this.timeoutNanos = timeoutNanos;
    }

    /**
     * Adds a question.
     *
     * @param onAnswer takes the answers
     * @param onFailure takes why there are none
     */
    void ask(
            Endpoint endpoint,
            Consumer<InfoResponse> onAnswer,
            Consumer<String> onFailure,
            String... commands) {
        questions.add(new Question(InfoRequest.of(commands), endpoint, onAnswer, onFailure));
    }

    boolean isEmpty() {
        return questions.isEmpty();
    }

    @Override
    public void start(IoLoop loop) {
        deadlineNanos = loop.nanoTime() + timeoutNanos;
        open = questions.size();
        for (Question question : questions) {
            loop.send(question.endpoint, question);
        }
    }

    @Override
    public boolean isDone() {
        return open == 0;
    }

    @Override
    public long check(long nowNanos) {
        long remaining = deadlineNanos - nowNanos;
        if (remaining <= 0) {
            endAll("does not answer within " + timeoutNanos / 1_000_000 + " ms");
        }
        return remaining;
    }

    @Override
    public void fail(Throwable reason) {
        endAll(String.valueOf(reason.getMessage()));
    }

    private void endAll(String reason) {
        for (Question question : questions) {
            if (!question.told) {
                question.abandon();
                question.tell(reason);
            }
        }
    }

    private final class Question extends InfoExchange {
        private final Endpoint endpoint;
        private final Consumer<InfoResponse> onAnswer;
        private final Consumer<String> onFailure;
        private boolean told;

        Question(
                InfoRequest request,
                Endpoint endpoint,
                Consumer<InfoResponse> onAnswer,
                Consumer<String> onFailure) {
            super(request);
            this.endpoint = endpoint;
            this.onAnswer = onAnswer;
            this.onFailure = onFailure;
        }

        @Override
        protected void onComplete() {
            InfoResponse response = response();
            if (response == null || told) {
                return;
            }
            told = true;
            open--;
            try {
                onAnswer.accept(response);
            } catch (InfoErrorException | MalformedReplyException e) {
                onFailure.accept(e.getMessage());
            }
        }

        @Override
        protected void onFailure(TransportFailure failure) {
            tell(failure.what());
        }

        void tell(String reason) {
            if (!told) {
                told = true;
                open--;
                onFailure.accept(reason);
            }
        }
    }
}

package dev.aerospikearrow.client.cluster;

import dev.aerospikearrow.client.transport.Endpoint;
import dev.aerospikearrow.client.transport.InfoExchange;
import dev.aerospikearrow.client.transport.IoLoop;
import dev.aerospikearrow.client.transport.LoopTask;
import dev.aerospikearrow.client.transport.TransportFailure;
import dev.aerospikearrow.data.ResultCode;
import dev.aerospikearrow.protocol.info.InfoErrorException;
import dev.aerospikearrow.protocol.info.InfoRequest;
import dev.aerospikearrow.protocol.info.InfoResponse;
import dev.aerospikearrow.protocol.wire.MalformedReplyException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A round of questions that asks several endpoints at once and waits until each has answered,
 * failed, or had its time. Of many, some wait until others are done; what has not had its turn when
 * the round's time is over is not asked. What is done with an answer may fail, too: an answer of a
 * broken format counts as none.
 */
final class InfoRound implements LoopTask {
    /** So many are asked at the same time. */
    static final int MAX_PARALLEL = 64;

    private final List<Question> questions = new ArrayList<>();
    private final List<Question> live = new ArrayList<>();
    private final long timeoutNanos;
    private final long roundNanos;
    private @Nullable IoLoop loop;
    private long deadlineNanos;
    private int next;
    private int open;

    /**
     * @param timeoutNanos how long one question may take
     * @param roundNanos how long all of them may take
     */
    InfoRound(long timeoutNanos, long roundNanos) {
        this.timeoutNanos = timeoutNanos;
        this.roundNanos = roundNanos;
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
    public void start(IoLoop runningLoop) {
        loop = runningLoop;
        long now = runningLoop.nanoTime();
        deadlineNanos = now + roundNanos;
        open = questions.size();
        askNext(runningLoop, now);
    }

    private void askNext(IoLoop runningLoop, long nowNanos) {
        live.removeIf(question -> question.told);
        while (next < questions.size() && live.size() < MAX_PARALLEL) {
            Question question = questions.get(next++);
            question.deadlineNanos = nowNanos + timeoutNanos;
            live.add(question);
            runningLoop.send(question.endpoint, question);
        }
    }

    @Override
    public boolean isDone() {
        return open == 0;
    }

    @Override
    public long check(long nowNanos) {
        if (deadlineNanos - nowNanos <= 0) {
            endAll("was not asked within " + roundNanos / 1_000_000 + " ms");
            return 0;
        }
        for (Question question : live) {
            if (question.deadlineNanos - nowNanos <= 0) {
                String step = question.awaitedStep();
                question.abandon();
                question.tell(step + " within " + timeoutNanos / 1_000_000 + " ms");
            }
        }
        if (loop != null) {
            askNext(loop, nowNanos);
        }
        long wait = deadlineNanos - nowNanos;
        for (Question question : live) {
            wait = Math.min(wait, question.deadlineNanos - nowNanos);
        }
        return wait;
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
        private long deadlineNanos;
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
            } catch (InfoErrorException e) {
                onFailure.accept(describe(e));
            } catch (MalformedReplyException e) {
                onFailure.accept(e.getMessage());
            } catch (RuntimeException | Error e) {
                // What one node's answer does is no other node's affair.
                onFailure.accept("gave an answer that could not be taken: " + e);
            }
        }

        private static String describe(InfoErrorException e) {
            return e.error().code() == ResultCode.NOT_AUTHENTICATED.code()
                    ? "wants a login. Set ClientConfig.credentials"
                    : String.valueOf(e.getMessage());
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

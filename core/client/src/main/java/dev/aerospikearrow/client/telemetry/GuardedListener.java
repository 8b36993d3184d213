package dev.aerospikearrow.client.telemetry;

import dev.aerospikearrow.client.ClientListener;
import dev.aerospikearrow.client.ClientListener.CallBegin;
import dev.aerospikearrow.client.ClientListener.CallEnd;
import dev.aerospikearrow.client.ClientListener.CallListener;
import dev.aerospikearrow.client.ClientListener.RequestEnd;
import dev.aerospikearrow.client.ClientListener.Retry;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A listener whose faults are logged, the first one as a warning, and disturb nobody. */
final class GuardedListener {
    private static final Logger LOG = LoggerFactory.getLogger(ClientListener.class);

    private final ClientListener listener;
    private final AtomicBoolean failedBefore = new AtomicBoolean();

    GuardedListener(ClientListener listener) {
        this.listener = listener;
    }

    void tell(Consumer<ClientListener> message) {
        guard(() -> message.accept(listener));
    }

    @Nullable CallListener onCall(CallBegin begin) {
        try {
            return listener.onCall(begin).<CallListener>map(Guarded::new).orElse(null);
        } catch (RuntimeException | LinkageError e) {
            failed(e);
            return null;
        }
    }

    private void guard(Runnable message) {
        try {
            message.run();
        } catch (RuntimeException | LinkageError e) {
            failed(e);
        }
    }

    private void failed(Throwable e) {
        if (failedBefore.compareAndSet(false, true)) {
            LOG.warn("{} failed; further failures of it are logged at level debug", listener, e);
        } else {
            LOG.debug("{} failed", listener, e);
        }
    }

    private final class Guarded implements CallListener {
        private final CallListener call;

        Guarded(CallListener call) {
            this.call = call;
        }

        @Override
        public void onRequestBegin(int number) {
            guard(() -> call.onRequestBegin(number));
        }

        @Override
        public void onRequestEnd(RequestEnd request) {
            guard(() -> call.onRequestEnd(request));
        }

        @Override
        public void onRetry(Retry retry) {
            guard(() -> call.onRetry(retry));
        }

        @Override
        public void onEnd(CallEnd end) {
            guard(() -> call.onEnd(end));
        }
    }
}

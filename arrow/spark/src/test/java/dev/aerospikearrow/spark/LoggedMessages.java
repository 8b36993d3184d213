package dev.aerospikearrow.spark;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.Logger;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.Property;

/** What is logged. */
final class LoggedMessages {
    private LoggedMessages() {}

    /** What is logged during some work. */
    static List<String> during(Runnable work) {
        List<String> messages = new CopyOnWriteArrayList<>();
        AbstractAppender appender =
                new AbstractAppender("test", null, null, true, Property.EMPTY_ARRAY) {
                    @Override
                    public void append(LogEvent event) {
                        messages.add(event.getMessage().getFormattedMessage());
                    }
                };
        appender.start();
        Logger root = (Logger) LogManager.getRootLogger();
        root.addAppender(appender);
        try {
            work.run();
        } finally {
            root.removeAppender(appender);
        }
        return messages;
    }
}

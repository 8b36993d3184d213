package dev.aerospikearrow.spark.write;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aerospikearrow.client.AerospikeException;
import java.util.Properties;
import org.apache.spark.TaskContext;
import org.apache.spark.TaskContextImpl;
import org.apache.spark.executor.TaskMetrics;
import org.apache.spark.resource.ResourceInformation;
import org.apache.spark.sql.connector.write.RowLevelOperation.Command;
import org.junit.jupiter.api.Test;
import scala.collection.immutable.HashMap;

class RowChangeWriteTest {
    private static TaskContext task(int stageAttempt, int attempt) {
        return new TaskContextImpl(
                1,
                stageAttempt,
                3,
                7,
                attempt,
                4,
                null,
                new Properties(),
                null,
                new TaskMetrics(),
                1,
                new HashMap<String, ResourceInformation>());
    }

    @Test
    void whatATaskHasChangedIsNotChangedAgainByItsNextAttempt() {
        for (Command command : new Command[] {Command.UPDATE, Command.MERGE}) {
            for (TaskContext repeated : new TaskContext[] {task(0, 1), task(1, 0)}) {
                String message =
                        assertThrows(
                                        AerospikeException.class,
                                        () ->
                                                RowChangeWrite.requireFirstAttempt(
                                                        command, "test.flights", repeated))
                                .getMessage();

                assertTrue(
                        message.startsWith(
                                command + " of test.flights is not repeated by itself: attempt"),
                        message);
                assertTrue(message.contains("task 3"), message);
            }
            assertDoesNotThrow(
                    () -> RowChangeWrite.requireFirstAttempt(command, "test.flights", task(0, 0)));
        }
    }

    @Test
    void aDeleteIsRepeated() {
        assertDoesNotThrow(
                () -> RowChangeWrite.requireFirstAttempt(Command.DELETE, "test.x", task(1, 2)));
    }
}

package dev.aerospikearrow.client;

import dev.aerospikearrow.operation.GenerationCheck;
import dev.aerospikearrow.operation.SendKey;
import dev.aerospikearrow.operation.WriteMode;
import dev.aerospikearrow.protocol.message.RecordCommand;
import java.util.Objects;

/**
 * Options of a write to a record, whether it travels alone or as a row of a batch. Immutable; every
 * {@code with} method returns another object.
 *
 * @param mode what the write expects to find. Default: {@link WriteMode#UPSERT}
 * @param generationCheck how {@code generation} is compared with the record's. Default: {@link
 *     GenerationCheck#NONE}
 * @param generation the generation expected; 0 for a record that does not exist. Default: 0
 * @param timeToLive when the record expires. Default: {@link TimeToLive#SERVER_DEFAULT}
 * @param sendKey whether the user key is stored with the record. Default: {@link
 *     SendKey#DIGEST_ONLY}
 * @param deletion what a delete leaves behind. Default: {@link Deletion#PLAIN}
 */
public record WriteOptions(
        WriteMode mode,
        GenerationCheck generationCheck,
        int generation,
        TimeToLive timeToLive,
        SendKey sendKey,
        Deletion deletion) {

    /** What a delete leaves behind. */
    public enum Deletion {
        /** Nothing; a restarted node with storage may find the record again. */
        PLAIN,
        /** A tombstone (Enterprise servers; others answer {@code ENTERPRISE_ONLY}). */
        DURABLE
    }

    /** The highest generation there is. */
    public static final int MAX_GENERATION = 65_535;

    /** The options with every default. */
    public static final WriteOptions DEFAULT =
            new WriteOptions(
                    WriteMode.UPSERT,
                    GenerationCheck.NONE,
                    0,
                    TimeToLive.SERVER_DEFAULT,
                    SendKey.DIGEST_ONLY,
                    Deletion.PLAIN);

    /** Checks that the parts fit together. */
    public WriteOptions {
        Objects.requireNonNull(mode, "mode");
        Objects.requireNonNull(generationCheck, "generationCheck");
        Objects.requireNonNull(timeToLive, "timeToLive");
        Objects.requireNonNull(sendKey, "sendKey");
        Objects.requireNonNull(deletion, "deletion");
        if (generation < 0 || generation > MAX_GENERATION) {
            throw new IllegalArgumentException(
                    "A generation is between 0 and 65535, but found " + generation + ".");
        }
        if (generationCheck == GenerationCheck.NONE && generation != 0) {
            throw new IllegalArgumentException(
                    "Generation "
                            + generation
                            + " is given but not checked. Say how: GenerationCheck.EQUAL or"
                            + " GREATER.");
        }
        if (mode == WriteMode.CREATE
                && generationCheck != GenerationCheck.NONE
                && generation != 0) {
            throw new IllegalArgumentException(
                    "CREATE expects no record, generation "
                            + generation
                            + " expects one. Leave out one of the two.");
        }
    }

    /** The same with another mode. */
    public WriteOptions withMode(WriteMode newMode) {
        return new WriteOptions(
                newMode, generationCheck, generation, timeToLive, sendKey, deletion);
    }

    /** The same, if the record's generation is as expected. */
    public WriteOptions withGeneration(GenerationCheck check, int expected) {
        return new WriteOptions(mode, check, expected, timeToLive, sendKey, deletion);
    }

    /** The same with another expiry. */
    public WriteOptions withTimeToLive(TimeToLive newTimeToLive) {
        return new WriteOptions(
                mode, generationCheck, generation, newTimeToLive, sendKey, deletion);
    }

    /** The same, storing the user key or not. */
    public WriteOptions withSendKey(SendKey newSendKey) {
        return new WriteOptions(
                mode, generationCheck, generation, timeToLive, newSendKey, deletion);
    }

    /** The same with another kind of deletion. */
    public WriteOptions withDeletion(Deletion newDeletion) {
        return new WriteOptions(
                mode, generationCheck, generation, timeToLive, sendKey, newDeletion);
    }

    /** {@code command} with these options; the mode must have been given to it already. */
    RecordCommand applyTo(RecordCommand command) {
        RecordCommand result = command.withTtl(timeToLive.wireValue());
        if (generationCheck != GenerationCheck.NONE) {
            result = result.withGeneration(generationCheck, generation);
        }
        return deletion == Deletion.DURABLE ? result.withDurableDelete() : result;
    }
}

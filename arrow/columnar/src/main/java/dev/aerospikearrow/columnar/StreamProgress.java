package dev.aerospikearrow.columnar;

/**
 * How far a stream of record batches has come.
 *
 * @param rows rows handed out so far, with those of the record batch that is loaded
 * @param recordBatches record batches handed out so far
 * @param bytes bytes of the vectors that were handed out
 * @param partitionsDone partitions that the nodes have sent completely; 0 for streams of keys
 * @param partitionCount how many partitions are read; 0 for streams of keys
 */
public record StreamProgress(
        long rows, long recordBatches, long bytes, int partitionsDone, int partitionCount) {

    @Override
    public String toString() {
        String partitions =
                partitionCount == 0
                        ? ""
                        : ", " + partitionsDone + " of " + partitionCount + " partitions";
        return rows
                + " rows in "
                + recordBatches
                + " record batches, "
                + bytes
                + " bytes"
                + partitions;
    }
}

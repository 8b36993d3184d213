package dev.aerospikearrow.spark.option;

/** The number of characters that must be inserted, deleted or replaced to make one text another. */
final class EditDistance {
    private EditDistance() {}

    static int between(String from, String to) {
        int[] above = new int[to.length() + 1];
        int[] row = new int[to.length() + 1];
        for (int column = 0; column <= to.length(); column++) {
            above[column] = column;
        }
        for (int line = 1; line <= from.length(); line++) {
            row[0] = line;
            for (int column = 1; column <= to.length(); column++) {
                int replaced = from.charAt(line - 1) == to.charAt(column - 1) ? 0 : 1;
                row[column] =
                        Math.min(
                                above[column - 1] + replaced,
                                Math.min(above[column], row[column - 1]) + 1);
            }
            int[] done = above;
            above = row;
            row = done;
        }
        return above[to.length()];
    }
}

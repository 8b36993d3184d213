package dev.aerospikearrow.cli.file;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Formats of files of rows. */
public enum FileFormat {
    PARQUET("parquet", Structure.WITH_FOOTER, Content.BYTES, "parquet"),
    ARROW("arrow", Structure.WITH_FOOTER, Content.BYTES, "arrow", "feather", "ipc"),
    ARROWS("arrows", Structure.APPENDABLE, Content.BYTES, "arrows"),
    CSV("csv", Structure.APPENDABLE, Content.TEXT, "csv"),
    JSONL("jsonl", Structure.APPENDABLE, Content.TEXT, "jsonl", "ndjson"),
    /** For people, and read by no program: the first rows only, and cells cut off. */
    TABLE("table", Structure.WITH_FOOTER, Content.TEXT);

    /** Those that files have, which can be read again. */
    public static final List<FileFormat> OF_FILES = List.of(PARQUET, ARROW, ARROWS, CSV, JSONL);

    private enum Structure {
        /** Rows can be added at the end of a file that has some. */
        APPENDABLE,
        /** The end of the file says where its parts are. */
        WITH_FOOTER
    }

    private enum Content {
        TEXT,
        BYTES
    }

    private final String optionName;
    private final Structure structure;
    private final Content content;
    private final List<String> extensions;

    FileFormat(String optionName, Structure structure, Content content, String... extensions) {
        this.optionName = optionName;
        this.structure = structure;
        this.content = content;
        this.extensions = List.of(extensions);
    }

    /** The name on the command line. */
    public String optionName() {
        return optionName;
    }

    @Override
    public String toString() {
        return optionName;
    }

    /** Whether rows can be added to a file that was cut off at its last complete row. */
    public boolean isAppendable() {
        return structure == Structure.APPENDABLE;
    }

    /** Whether a person could read it. */
    public boolean isText() {
        return content == Content.TEXT;
    }

    /** The format that a file's name stands for. */
    public static Optional<FileFormat> ofName(String fileName) {
        String extension = extension(fileName);
        for (FileFormat format : values()) {
            if (format.extensions.contains(extension)) {
                return Optional.of(format);
            }
        }
        return Optional.empty();
    }

    /**
     * What to say of a name that stands for no format.
     *
     * @param option the option that names a format
     */
    public static String unknown(String fileName, String option) {
        return isJsonDocument(fileName)
                ? fileName
                        + " is named as a single JSON document. JSON lines, an object for each row,"
                        + " have names that end with .jsonl, or "
                        + option
                        + " jsonl."
                : "The name "
                        + fileName
                        + " does not tell its format. Say it with "
                        + option
                        + ": parquet, arrow, arrows, csv or jsonl.";
    }

    /** Whether a name stands for a single JSON document, which is neither read nor written. */
    public static boolean isJsonDocument(String fileName) {
        return extension(fileName).equals("json");
    }

    private static String extension(String fileName) {
        return fileName.substring(fileName.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    }
}

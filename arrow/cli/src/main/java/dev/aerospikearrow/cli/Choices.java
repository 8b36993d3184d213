package dev.aerospikearrow.cli;

import dev.aerospikearrow.cli.columns.KeyType;
import dev.aerospikearrow.cli.file.FileFormat;
import dev.aerospikearrow.cli.file.ParquetFile;
import dev.aerospikearrow.columnar.MetadataColumn;
import dev.aerospikearrow.columnar.OnMismatch;
import dev.aerospikearrow.operation.WriteMode;
import java.util.List;

/** The options that have a few values. */
final class Choices {
    private Choices() {}

    /** Of what is read. */
    static final class OfFileFormat extends Choice<FileFormat> {
        OfFileFormat() {
            super(FileFormat.OF_FILES);
        }
    }

    /** Of what is written. */
    static final class OfFormat extends Choice<FileFormat> {
        OfFormat() {
            super(List.of(FileFormat.values()));
        }
    }

    static final class OfCompression extends Choice<ParquetFile.Compression> {
        OfCompression() {
            super(List.of(ParquetFile.Compression.values()));
        }
    }

    static final class OfKeyType extends Choice<KeyType> {
        OfKeyType() {
            super(List.of(KeyType.values()));
        }
    }

    static final class OfMetadata extends Choice<MetadataColumn> {
        OfMetadata() {
            super(List.of(MetadataColumn.values()));
        }
    }

    static final class OfMismatchPolicy extends Choice<OnMismatch> {
        OfMismatchPolicy() {
            super(List.of(OnMismatch.values()));
        }
    }

    static final class OfWriteMode extends Choice<WriteMode> {
        OfWriteMode() {
            super(List.of(WriteMode.values()));
        }
    }

    static final class OfErrorPolicy extends Choice<ImportRun.OnError> {
        OfErrorPolicy() {
            super(List.of(ImportRun.OnError.values()));
        }
    }
}

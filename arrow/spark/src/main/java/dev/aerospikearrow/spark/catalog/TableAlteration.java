package dev.aerospikearrow.spark.catalog;

import dev.aerospikearrow.spark.option.ConnectorOptions;
import dev.aerospikearrow.spark.option.OptionName;
import dev.aerospikearrow.spark.schema.NamesByCase;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.spark.sql.connector.catalog.CatalogV2Util;
import org.apache.spark.sql.connector.catalog.TableChange;
import org.apache.spark.sql.connector.catalog.TableChange.AddColumn;
import org.apache.spark.sql.connector.catalog.TableChange.ColumnChange;
import org.apache.spark.sql.connector.catalog.TableChange.DeleteColumn;
import org.apache.spark.sql.connector.catalog.TableChange.RemoveProperty;
import org.apache.spark.sql.connector.catalog.TableChange.RenameColumn;
import org.apache.spark.sql.connector.catalog.TableChange.SetProperty;
import org.apache.spark.sql.connector.catalog.TableChange.UpdateColumnComment;
import org.apache.spark.sql.connector.catalog.TableChange.UpdateColumnDefaultValue;
import org.apache.spark.sql.connector.catalog.TableChange.UpdateColumnNullability;
import org.apache.spark.sql.connector.catalog.TableChange.UpdateColumnPosition;
import org.apache.spark.sql.connector.catalog.TableChange.UpdateColumnType;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;
import scala.Option;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Changes of what is declared of a set. Its records stay as they are, so whatever would need others
 * is refused.
 *
 * @param catalog the catalog's options
 */
record TableAlteration(List<TableChange> changes, ConnectorOptions catalog) {
    private static final String NO_DEFAULT =
            "has a DEFAULT, but a record that lacks its bin has no value in it. Leave DEFAULT out.";

    private static final List<OptionName> NAMING_COLUMNS =
            List.of(
                    OptionName.UPDATE_BY_KEY,
                    OptionName.KEY_COLUMN,
                    OptionName.UPDATE_BY_DIGEST,
                    OptionName.TTL_COLUMN,
                    OptionName.GENERATION_COLUMN);

    /**
     * What is declared afterwards.
     *
     * @throws IllegalArgumentException if the records would have to change, or no set is so
     */
    DeclaredTable of(DeclaredTable table) {
        changes.forEach(change -> check(change, table));
        StructType columns =
                CatalogV2Util.applySchemaChanges(
                        table.columns(),
                        CollectionConverters.asScala(changes).toSeq(),
                        Option.empty(),
                        "ALTER TABLE");
        Map<String, String> properties = new TreeMap<>(table.properties());
        for (TableChange change : changes) {
            if (change instanceof SetProperty set) {
                properties.put(set.property(), set.value());
            } else if (change instanceof RemoveProperty removed) {
                properties.remove(removed.property());
            }
        }
        DeclaredTable altered = DeclaredTable.of(columns, properties, catalog);
        Optional<String> key = DeclaredTable.key(table.properties(), catalog);
        if (key.isPresent() && !key.equals(DeclaredTable.key(altered.properties(), catalog))) {
            throw new IllegalArgumentException(
                    "The key is column "
                            + key.get()
                            + ", by which the records that are there have their places. Write them"
                            + " to another table to give them other keys.");
        }
        return altered;
    }

    private void check(TableChange change, DeclaredTable table) {
        if (change instanceof AddColumn added) {
            checkAdded(added, table);
        } else if (change instanceof DeleteColumn deleted) {
            checkDeleted(deleted, table);
        } else if (change instanceof UpdateColumnType updated) {
            checkType(updated, table);
        } else if (change instanceof RenameColumn renamed) {
            refuseRenaming(renamed);
        } else if (change instanceof UpdateColumnNullability updated) {
            refuse(!updated.nullable(), updated, DeclaredTable.NOT_NULL);
        } else if (change instanceof UpdateColumnDefaultValue updated) {
            throw refusal(updated, NO_DEFAULT);
        } else if (!(change instanceof SetProperty
                || change instanceof RemoveProperty
                || change instanceof UpdateColumnComment
                || change instanceof UpdateColumnPosition)) {
            throw new IllegalArgumentException(
                    "A set keeps neither constraints nor an order of its records ("
                            + change.getClass().getSimpleName()
                            + "). A key is declared by SET TBLPROPERTIES ('"
                            + OptionName.UPDATE_BY_KEY.key()
                            + "' = …).");
        }
    }

    private static void checkAdded(AddColumn added, DeclaredTable table) {
        refuse(added.defaultValue() != null, added, NO_DEFAULT);
        refuse(!added.isNullable(), added, DeclaredTable.NOT_NULL);
        refuse(type(table.columns(), added.fieldNames(), 0) != null, added, "is there already.");
    }

    private void checkDeleted(DeleteColumn deleted, DeclaredTable table) {
        ConnectorOptions options = table.options(catalog);
        for (OptionName option : NAMING_COLUMNS) {
            refuse(
                    options.value(option).equals(Optional.of(name(deleted))),
                    deleted,
                    "is what " + option.key() + " names.");
        }
    }

    private void checkType(UpdateColumnType updated, DeclaredTable table) {
        DataType present = type(table.columns(), updated.fieldNames(), 0);
        if (present == null) {
            throw refusal(updated, "is not there any more.");
        }
        DataType wanted = updated.newDataType();
        boolean isKey =
                DeclaredTable.key(table.properties(), catalog).equals(Optional.of(name(updated)));
        boolean fits =
                isKey
                        ? TypeWidening.keepsKeys(present, wanted)
                        : TypeWidening.keepsValues(present, wanted);
        refuse(
                !fits,
                updated,
                "is "
                        + present.sql()
                        + " in the records, of which not every value is one of "
                        + wanted.sql()
                        + " as it lies there. Write them anew: ALTER TABLE … ADD COLUMN other "
                        + wanted.sql()
                        + "; UPDATE … SET other = CAST("
                        + name(updated)
                        + " AS "
                        + wanted.sql()
                        + ").");
    }

    private static void refuseRenaming(RenameColumn renamed) {
        String old = name(renamed);
        throw refusal(
                renamed,
                "has the name of its bin, which is in each record. Move the values: ALTER TABLE …"
                        + String.format(
                                " ADD COLUMN %1$s …; UPDATE … SET %1$s = %2$s, %2$s = NULL;"
                                        + " ALTER TABLE … DROP COLUMN %2$s.",
                                renamed.newName(), old));
    }

    /** The type of a column or a part of one; null if it is not there. */
    private static @Nullable DataType type(DataType of, String[] path, int depth) {
        if (depth == path.length) {
            return of;
        }
        String part = path[depth];
        if (of instanceof ArrayType array) {
            return type(array.elementType(), path, depth + 1);
        }
        if (of instanceof MapType map) {
            return type(part.equals("key") ? map.keyType() : map.valueType(), path, depth + 1);
        }
        if (of instanceof StructType struct) {
            for (StructField field : struct.fields()) {
                if (NamesByCase.areSame(field.name(), part)) {
                    return type(field.dataType(), path, depth + 1);
                }
            }
        }
        return null;
    }

    private static String name(ColumnChange change) {
        return String.join(".", change.fieldNames());
    }

    private static void refuse(boolean condition, ColumnChange change, String reason) {
        if (condition) {
            throw refusal(change, reason);
        }
    }

    private static IllegalArgumentException refusal(ColumnChange change, String reason) {
        return new IllegalArgumentException("Column " + name(change) + " " + reason);
    }
}

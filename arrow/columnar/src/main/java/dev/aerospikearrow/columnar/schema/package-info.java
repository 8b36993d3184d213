/** What a schema says beyond Arrow's types. */
@NullMarked
package dev.aerospikearrow.columnar.schema;

import org.jspecify.annotations.NullMarked;

@NullMarked
package dev.aerospikearrow.columnar.write;

import org.jspecify.annotations.NullMarked;

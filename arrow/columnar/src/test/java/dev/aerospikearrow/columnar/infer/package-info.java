/** Tests of proposed schemas. */
@NullMarked
package dev.aerospikearrow.columnar.infer;

import org.jspecify.annotations.NullMarked;

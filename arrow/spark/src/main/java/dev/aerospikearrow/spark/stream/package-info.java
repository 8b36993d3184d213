/** How does a streaming query write a set so that nothing is written twice? */
@NullMarked
package dev.aerospikearrow.spark.stream;

import org.jspecify.annotations.NullMarked;

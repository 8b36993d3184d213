/** What the tasks of one executor share: clients, and the root of their memory. */
@NullMarked
package dev.aerospikearrow.spark.executor;

import org.jspecify.annotations.NullMarked;

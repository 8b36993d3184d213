/** The cluster that integration tests run against: embedded, real, or in a container. */
@NullMarked
package dev.aerospikearrow.testkit;

import org.jspecify.annotations.NullMarked;

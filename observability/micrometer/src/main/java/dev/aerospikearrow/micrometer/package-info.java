/** Meters of Micrometer for the client. */
@NullMarked
package dev.aerospikearrow.micrometer;

import org.jspecify.annotations.NullMarked;

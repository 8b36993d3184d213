/** What a client counts, measures and tells of itself. Plumbing. */
@NullMarked
package dev.aerospikearrow.client.telemetry;

import org.jspecify.annotations.NullMarked;

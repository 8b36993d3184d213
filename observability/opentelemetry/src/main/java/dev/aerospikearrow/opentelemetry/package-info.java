/** Metrics and spans of OpenTelemetry for the client. */
@NullMarked
package dev.aerospikearrow.opentelemetry;

import org.jspecify.annotations.NullMarked;

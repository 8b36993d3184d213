@NullMarked
package dev.aerospikearrow.server.geo;

import org.jspecify.annotations.NullMarked;

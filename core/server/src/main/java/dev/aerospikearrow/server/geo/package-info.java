/** Points and regions on the earth, as GeoJSON writes them, and which lie in which. */
@NullMarked
package dev.aerospikearrow.server.geo;

import org.jspecify.annotations.NullMarked;

/** How requests lie in their frames, how replies begin, and the refusal of a request. */
@NullMarked
package dev.aerospikearrow.server.message;

import org.jspecify.annotations.NullMarked;

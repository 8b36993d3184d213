/** Calls: what is sent to whom, how long it may take, and what is sent again. */
@NullMarked
package dev.aerospikearrow.client.execute;

import org.jspecify.annotations.NullMarked;

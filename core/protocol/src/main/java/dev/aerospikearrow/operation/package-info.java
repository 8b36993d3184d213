/** What is done to one record: bins that are read and written, lists and maps inside of them. */
@NullMarked
package dev.aerospikearrow.operation;

import org.jspecify.annotations.NullMarked;

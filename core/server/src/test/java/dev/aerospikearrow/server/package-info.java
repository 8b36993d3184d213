@NullMarked
package dev.aerospikearrow.server;

import org.jspecify.annotations.NullMarked;

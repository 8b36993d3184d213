@NullMarked
package dev.aerospikearrow.spark;

import org.jspecify.annotations.NullMarked;

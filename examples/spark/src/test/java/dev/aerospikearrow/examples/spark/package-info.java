@NullMarked
package dev.aerospikearrow.examples.spark;

import org.jspecify.annotations.NullMarked;

/**
 * The programs that the pages in docs/docs show.
 *
 * <p>What lies between {@code // begin name} and {@code // end name} is shown where a page has a
 * block of code marked {@code guide=ClassName.name}; what the method of that name prints is shown
 * where a block is marked {@code output=ClassName.name}. A test compares both, and {@code make
 * docs-guides} writes them into the pages.
 */
@NullMarked
package dev.aerospikearrow.examples.guides;

import org.jspecify.annotations.NullMarked;

/**
 * The info protocol: commands and answers in text, by which a client learns a cluster's topology
 * and administers it (docs/docs/internals/wire.md, section 6). Each answer's parser and formatter
 * stand side by side in one class.
 */
@NullMarked
package dev.aerospikearrow.protocol.info;

import org.jspecify.annotations.NullMarked;

/**
 * Words for data: keys of records and their digests, values that Java has no type for, ranges of
 * secondary indexes, what the server answers, and who may do what.
 *
 * <p>Values of bins are Java objects:
 *
 * <table>
 * <caption>Types in both directions</caption>
 * <tr><th>Java</th><th>wire</th></tr>
 * <tr><td>{@code null}</td><td>NULL: deletes the bin on a write</td></tr>
 * <tr><td>{@code Long} (written also: {@code Integer}, {@code Short}, {@code Byte})</td><td>INTEGER</td></tr>
 * <tr><td>{@code Double} (written also: {@code Float})</td><td>DOUBLE</td></tr>
 * <tr><td>{@code Boolean}</td><td>BOOL</td></tr>
 * <tr><td>{@code String}</td><td>STRING</td></tr>
 * <tr><td>{@code byte[]}</td><td>BLOB</td></tr>
 * <tr><td>{@code List}, {@code Map}</td><td>LIST, MAP, nested to any type above but at most 512 deep</td></tr>
 * <tr><td>{@code BigInteger}, only inside lists and maps</td><td>an integer above 2^63-1; written
 * also: any from -2^63 to 2^64-1</td></tr>
 * <tr><td>{@link GeoJson}</td><td>GEOJSON</td></tr>
 * <tr><td>{@link RawParticle}</td><td>any other type, and texts whose bytes are no UTF-8, which the
 * server does not check</td></tr>
 * </table>
 */
@NullMarked
package dev.aerospikearrow.data;

import org.jspecify.annotations.NullMarked;

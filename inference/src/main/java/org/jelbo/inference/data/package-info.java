/**
 * Data as immutable named columns, and how batches are taken from them.
 *
 * <pre>
 * Data train = Data.of(
 *     Column.ofBytes("x", pixels, 784).scaled(255).binarized(),
 *     Column.ofBytes("y", labels).oneHot(10));
 * Feed feed = train.batch(100);
 * </pre>
 *
 * <p>A column keeps its storage type (a pixel is one byte); its transforms run in the graph. {@code
 * binarized} draws anew from named noise whenever a row is read.
 */
@NullMarked
package org.jelbo.inference.data;

import org.jspecify.annotations.NullMarked;

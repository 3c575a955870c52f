/**
 * Data sets that are drawn, for use without any download.
 *
 * <p>{@link org.jelbo.samples.drawing.Digits} draws handwritten-looking digits from a seed, {@link
 * org.jelbo.samples.drawing.StreetDigits} coloured house numbers: the same bits on every platform.
 */
@NullMarked
package org.jelbo.samples.drawing;

import org.jspecify.annotations.NullMarked;

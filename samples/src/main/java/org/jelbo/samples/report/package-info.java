/**
 * What a training run shows: pictures of images and charts, and a line of progress.
 *
 * <p>Every {@link org.jelbo.samples.report.Picture} is drawn here without fonts of the machine and
 * without a display, so that run folders have their pictures on any JDK, and the same bits
 * everywhere. A file appears whole or not at all.
 *
 * <p>What this needs was measured on OpenJDK 17, 21 and 25, without a display:
 *
 * <table>
 *   <caption>What works on a machine without fonts, fontconfig or FreeType</caption>
 *   <tr><th>way</th><th>without fonts</th><th>what is wrong</th></tr>
 *   <tr><td>text of AWT, and so XChart 3.8.8 and JFreeChart 1.5.6</td><td>fails</td><td>"Fontconfig
 *       head is null", or a missing library, even with a font that {@code Font.createFont} reads
 *       from a file</td></tr>
 *   <tr><td>shapes of AWT's {@code Graphics2D}</td><td>works</td><td>edges differ between JDK 17
 *       and 21; fails where {@code DISPLAY} names a display that does not answer</td></tr>
 *   <tr><td>outlines of letters by FontBox 3.0.8, {@code java.awt.geom}, PNG by {@code ImageIO}</td>
 *       <td>works</td><td>nothing</td></tr>
 * </table>
 *
 * <p>So text is Liberation Sans, read by <a href="https://pdfbox.apache.org">Apache PDFBox's
 * FontBox</a> from PDFBox's jar ({@code Lettering}), and all charts are drawn on one plot ({@code
 * Plot}) in the colours of one palette ({@code Palette}), which people with any colour vision can
 * tell apart.
 */
@NullMarked
package org.jelbo.samples.report;

import org.jspecify.annotations.NullMarked;

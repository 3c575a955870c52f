/**
 * What a training run shows: pictures of images and of curves, and a line of progress.
 *
 * <p>Pictures are drawn and encoded here, without fonts and without a window system, so they are
 * the same bits everywhere. A file appears whole or not at all.
 */
@NullMarked
package org.jelbo.samples.report;

import org.jspecify.annotations.NullMarked;

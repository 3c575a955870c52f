/**
 * Data sets of images, most of them labelled, grey or coloured.
 *
 * <p>{@link org.jelbo.samples.data.ImageSet} is what every source gives: {@link
 * org.jelbo.samples.data.MnistFolder} reads the four files of MNIST, {@link
 * org.jelbo.samples.data.IdxFile} reads one pair of such files, {@link
 * org.jelbo.samples.data.BinarizedMnistFolder} reads MNIST binarized once and for all, and {@link
 * org.jelbo.samples.data.SvhnFolder} reads the two files of SVHN. What cannot be read or does not
 * fit is refused with a {@link org.jelbo.dsl.error.JelboException} that says where, what was
 * required and found, and what to try.
 */
@NullMarked
package org.jelbo.samples.data;

import org.jspecify.annotations.NullMarked;

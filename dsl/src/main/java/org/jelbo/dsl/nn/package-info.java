/**
 * Layers as values: a layer is its options; its parameters are named by its path and read from the
 * scope it is applied in, so that one layer used in two programs has one set of parameters.
 *
 * <pre>
 * Layer encoder =
 *     Sequential.of(
 *         "encoder",
 *         Conv2d.of("0", 32, 3), Activation.ELU, AveragePool2d.of(2),
 *         new Flatten(), Dense.of("1", 20));
 * </pre>
 *
 * <ul>
 *   <li>On vectors: {@link org.jelbo.dsl.nn.Dense}, {@link org.jelbo.dsl.nn.Mlp}, {@link
 *       org.jelbo.dsl.nn.GatedRecurrent}; on numbers of kinds: {@link org.jelbo.dsl.nn.Embedding}.
 *   <li>On images, event {@code [height, width, channels]}: {@link org.jelbo.dsl.nn.Conv2d}, {@link
 *       org.jelbo.dsl.nn.ConvTranspose2d}, {@link org.jelbo.dsl.nn.MaxPool2d}, {@link
 *       org.jelbo.dsl.nn.AveragePool2d}, {@link org.jelbo.dsl.nn.Upsample}.
 *   <li>On any event: {@link org.jelbo.dsl.nn.Activation}, {@link org.jelbo.dsl.nn.LayerNorm},
 *       {@link org.jelbo.dsl.nn.GroupNorm}, {@link org.jelbo.dsl.nn.Flatten}, {@link
 *       org.jelbo.dsl.nn.Reshape}.
 *   <li>That do otherwise in training: {@link org.jelbo.dsl.nn.Dropout}, {@link
 *       org.jelbo.dsl.nn.BatchNorm}.
 *   <li>Of layers: {@link org.jelbo.dsl.nn.Sequential}, {@link org.jelbo.dsl.nn.Residual}.
 * </ul>
 *
 * <p>{@link org.jelbo.dsl.nn.Layer} is what a layer of your own implements; the tests of {@code
 * org.jelbo.dsl.contract.LayerContract} hold it to what is relied on.
 */
@NullMarked
package org.jelbo.dsl.nn;

import org.jspecify.annotations.NullMarked;

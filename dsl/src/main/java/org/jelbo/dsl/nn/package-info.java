/**
 * Layers as values: a layer is its options; its parameters are named by its path and read from the
 * scope it is applied in, so that one layer used in two programs has one set of parameters.
 *
 * <p>{@link org.jelbo.dsl.nn.Layer} is what a layer of your own implements; the tests of {@code
 * org.jelbo.dsl.contract.LayerContract} hold it to what is relied on.
 */
@NullMarked
package org.jelbo.dsl.nn;

import org.jspecify.annotations.NullMarked;

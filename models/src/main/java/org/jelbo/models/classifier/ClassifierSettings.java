package org.jelbo.models.classifier;

import org.jelbo.dsl.nn.Activation;

/**
 * The sizes of a classifier.
 *
 * @param pixels entries of x, at least 1
 * @param labels entries of the one-hot y, at least 1
 * @param hidden units in each of the two hidden layers, at least 1
 * @param activation between layers
 */
public record ClassifierSettings(int pixels, int labels, int hidden, Activation activation) {}

package org.jelbo.dsl.noise;

import org.jelbo.dsl.axis.Axes;
import org.jelbo.dsl.error.JelboException;
import org.tensorflow.ndarray.Shape;

/** What this package refuses. */
final class Messages {
  private Messages() {}

  static JelboException lengthDiffers(int values, Shape shape) {
    return JelboException.here(
        "NoiseArray.of",
        "expected " + shape.size() + " values for shape " + shape + ", but got " + values,
        "as many values as the shape has entries");
  }

  static JelboException arrayDoesNotFit(
      String path, Axes axes, Shape event, Shape found, boolean taken) {
    String wanted = "axes " + axes + " and event shape " + event;
    return taken
        ? JelboException.of(
            "noise of '" + path + "'",
            "expected one draw from the injected array, but the site draws again",
            "inject noise only into sites that draw once")
        : JelboException.of(
            "noise of '" + path + "'",
            "expected an array of " + wanted + ", but got shape " + found,
            "the sizes of the axes first, then the event shape");
  }
}

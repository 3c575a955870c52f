package org.jelbo.dsl.noise;

import java.util.OptionalLong;
import org.jelbo.dsl.axis.Axes;
import org.jelbo.dsl.axis.Axis;
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

  /** The names of sizes that only a run knows. */
  private static String sizes(Axes axes, Shape event) {
    StringBuilder sizes = new StringBuilder();
    for (Axis axis : axes) {
      OptionalLong size = axis.knownSize();
      sizes.append(", ").append(size.isPresent() ? size.getAsLong() : axis.label());
    }
    for (long size : event.asArray()) {
      sizes.append(", ").append(size);
    }
    return sizes.toString();
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
            "NoiseArray.of(values" + sizes(axes, event) + ")");
  }
}

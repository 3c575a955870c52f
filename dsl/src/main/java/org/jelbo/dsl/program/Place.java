package org.jelbo.dsl.program;

import org.jelbo.dsl.axis.Axes;
import org.jelbo.dsl.axis.Axis;

/** Where in a program something stands, for messages. */
final class Place {
  private Place() {}

  /** Such as {@code the model, plate 'images'}. */
  static String of(String program, Axes plates) {
    StringBuilder place = new StringBuilder(program);
    for (Axis plate : plates) {
      place.append(", plate '").append(plate.label()).append('\'');
    }
    return place.toString();
  }
}

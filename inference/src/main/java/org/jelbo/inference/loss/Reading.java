package org.jelbo.inference.loss;

import java.util.List;
import org.jelbo.dsl.error.JelboException;
import org.jelbo.dsl.error.Subject;
import org.jelbo.dsl.param.Param;

/**
 * Where a program reads a parameter.
 *
 * @param param what is read
 * @param place such as {@code the model, plate 'images'}
 * @param line the Java line that reads it
 */
public record Reading(Param param, String place, String line) {
  /** A refusal of a parameter with where it is read; any other as it is. */
  public static JelboException locate(JelboException refusal, List<Reading> readings) {
    for (Reading reading : readings) {
      if (refusal.subject().equals(Subject.parameter(reading.param().name()))) {
        return refusal.onLine(reading.line()).within(reading.place());
      }
    }
    return refusal;
  }
}

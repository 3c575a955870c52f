package org.jelbo.inference.compilation;

import java.util.Map;
import org.jelbo.dsl.error.JelboException;

/** A loss with parts. */
public interface NamedParts {
  /** The parts by name, in nats per datum, unweighted. */
  Map<String, Double> parts();

  /**
   * A part, in nats per datum.
   *
   * @throws JelboException where there is none of this name
   */
  default double part(String name) {
    Double part = parts().get(name);
    if (part == null) {
      throw Messages.noPart(name, parts().keySet());
    }
    return part;
  }
}

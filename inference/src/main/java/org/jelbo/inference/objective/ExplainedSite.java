package org.jelbo.inference.objective;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a derivation made of one site, or of one factor.
 *
 * @param name the site's
 * @param role {@code latent}, {@code given}, {@code summed} or {@code factor}
 * @param plates the names of the plates it stands in, outermost first
 * @param lines what there is to say about it, by subject: {@code model}, {@code guide}, {@code
 *     draw} or {@code values}, and {@code kl} or {@code rec}
 */
public record ExplainedSite(
    String name, String role, List<String> plates, Map<String, String> lines) {
  /** Copies the lines, in their order. */
  public ExplainedSite {
    plates = List.copyOf(plates);
    lines = Collections.unmodifiableMap(new LinkedHashMap<>(lines));
  }

  /** Such as {@code plate images}. */
  String place() {
    return plates.isEmpty() ? "outside every plate" : "plate " + String.join(", ", plates);
  }
}

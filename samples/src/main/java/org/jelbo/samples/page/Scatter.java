package org.jelbo.samples.page;

import java.util.List;

/**
 * A chart of points in a plane, such as latent means by class.
 *
 * @param x what is below the horizontal axis
 * @param y what is beside the vertical axis
 * @param groups of one colour each; colours repeat from the eleventh on
 */
public record Scatter(String heading, String x, String y, List<Series> groups) implements Section {
  /** Copies the groups. */
  public Scatter {
    groups = List.copyOf(groups);
  }
}

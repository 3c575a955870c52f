package org.jelbo.dsl.noise;

import org.jelbo.dsl.axis.Axes;

/** Where a run's random numbers come from. */
public interface Noise {
  /**
   * The stream of a site.
   *
   * @param path the site's name, or another name that is unique in the run
   * @param axes the axes along which the draws are independent
   */
  NoiseStream stream(String path, Axes axes);
}

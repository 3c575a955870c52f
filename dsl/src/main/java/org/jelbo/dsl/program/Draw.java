package org.jelbo.dsl.program;

import org.jelbo.dsl.axis.Axes;
import org.jelbo.dsl.noise.Noise;

/**
 * Draws every site from its distribution: independently along the plates it stands in and along the
 * run's particles.
 */
public final class Draw implements Handler {
  private final Noise noise;
  private final Axes particles;

  private Draw(Noise noise, Axes particles) {
    this.noise = noise;
    this.particles = particles;
  }

  /** One draw for each index of a site's plates. */
  public static Draw of(Noise noise) {
    return new Draw(noise, Axes.NONE);
  }

  /** The same draws, independent along particles too. */
  public Draw along(Axes axes) {
    return new Draw(noise, axes);
  }

  @Override
  public Answer answer(Request request) {
    Axes axes = request.plates().union(particles);
    return new Answer(
        request.distribution().draw(noise.stream(request.name(), axes)), Site.Origin.DRAWN);
  }
}

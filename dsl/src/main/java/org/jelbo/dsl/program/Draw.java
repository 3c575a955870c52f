package org.jelbo.dsl.program;

import java.util.stream.Collectors;
import org.jelbo.dsl.axis.Axes;
import org.jelbo.dsl.axis.Axis;
import org.jelbo.dsl.noise.Noise;

/**
 * Draws every site from its distribution: independently along the plates it stands in, the run's
 * particles and the enumeration axes of the distribution's parameters.
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
    Axes axes =
        request.plates().union(particles).union(enumerations(request.distribution().axes()));
    return new Answer(
        request.distribution().draw(noise.stream(request.name(), axes)), Site.Origin.DRAWN);
  }

  private static Axes enumerations(Axes axes) {
    return Axes.of(
        axes.asList().stream()
            .filter(Axis.Enumeration.class::isInstance)
            .collect(Collectors.toList()));
  }
}

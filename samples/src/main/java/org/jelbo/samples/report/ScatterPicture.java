package org.jelbo.samples.report;

import java.util.Optional;

/**
 * Points in a plane, 720 x 720 pixels, each in the colour and shape of its class, with a legend:
 * where a model puts data in a latent space of two dimensions.
 */
public final class ScatterPicture extends Picture {
  private static final Plot.Size SIZE = new Plot.Size(720, 720, Plot.RIGHT);

  private final Plot.Names names;
  private final Points points;

  private ScatterPicture(Plot.Names names, Points points) {
    this.names = names;
    this.points = points;
  }

  /**
   * A picture of points, with axes named {@code z0} and {@code z1}.
   *
   * @param title stands above
   * @param points with or without classes
   * @return the picture
   */
  public static ScatterPicture of(String title, Points points) {
    return new ScatterPicture(new Plot.Names(title, "z0", "z1"), points);
  }

  /**
   * The same picture with other names of its axes.
   *
   * @param horizontal of the first number of a point
   * @param vertical of the second
   * @return the picture
   */
  public ScatterPicture withAxes(String horizontal, String vertical) {
    return new ScatterPicture(new Plot.Names(names.title(), horizontal, vertical), points);
  }

  @Override
  public Optional<ChartNumbers> numbers() {
    return Optional.of(ChartNumbers.points(names, points.groups()));
  }

  @Override
  Raster draw() {
    Plot plot = Plot.of(names, points.legend(), points.axis(0), points.axis(1), SIZE);
    points.draw(plot);
    return plot.framed();
  }
}

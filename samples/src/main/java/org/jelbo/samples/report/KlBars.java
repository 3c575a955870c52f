package org.jelbo.samples.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.jelbo.dsl.error.JelboException;

/**
 * Bars of the divergence KL(q(z_i | x) || p(z_i)) of each latent dimension, mean over the data, the
 * largest first, 900 x 540 pixels. A dimension is active where it is above 0.01 nats; the legend
 * says how many are.
 */
public final class KlBars extends Picture {
  /** Nats above which a dimension carries something about the data. */
  public static final double ACTIVE_ABOVE = 0.01;

  private static final Plot.Size SIZE = new Plot.Size(900, 540, Plot.RIGHT);
  private static final int INACTIVE = 0x717581;

  /** Up to so many bars have the name of their dimension below them. */
  private static final int NAMED = 32;

  private final String title;
  private final double[] nats;
  private final List<Integer> order;

  private KlBars(String title, double[] nats, List<Integer> order) {
    this.title = title;
    this.nats = nats;
    this.order = order;
  }

  /**
   * A picture of the divergences.
   *
   * @param title stands above
   * @param nats the divergence of each latent dimension, at least one, finite
   * @return the picture
   * @throws JelboException if there is no dimension, or a divergence is not finite
   */
  public static KlBars of(String title, double[] nats) {
    if (nats.length == 0) {
      throw Messages.noDimensions();
    }
    for (int i = 0; i < nats.length; i++) {
      if (!Double.isFinite(nats[i])) {
        throw Messages.notFinite("KL of latent dimension " + i, nats[i]);
      }
    }
    double[] copy = nats.clone();
    List<Integer> order =
        IntStream.range(0, copy.length)
            .boxed()
            .sorted(Comparator.comparingDouble((Integer i) -> -copy[i]))
            .toList();
    return new KlBars(title, copy, order);
  }

  /**
   * How many dimensions are active.
   *
   * @param nats the divergence of each latent dimension
   * @return the number of those above {@link #ACTIVE_ABOVE}
   */
  public static int active(double[] nats) {
    return (int) DoubleStream.of(nats).filter(each -> each > ACTIVE_ABOVE).count();
  }

  @Override
  Raster draw() {
    double low = Math.min(0, nats[order.get(order.size() - 1)]);
    double high = Math.max(ACTIVE_ABOVE, nats[order.get(0)]);
    Axis values = new Axis(low, high + 0.05 * (high - low));
    Plot.Names names =
        new Plot.Names(title, "latent dimensions, largest KL first", "KL, nats per datum");
    Plot plot = Plot.of(names, legend(), dimensions(), values, SIZE);
    for (int rank = 0; rank < order.size(); rank++) {
      drawBar(plot, rank, nats[order.get(rank)]);
    }
    return plot.framed();
  }

  private void drawBar(Plot plot, int rank, double value) {
    Plane plane = plot.plane();
    double width = (double) plane.box().width() / order.size();
    double left = plane.box().left() + rank * width;
    int from = (int) Math.round(left + 0.1 * width);
    int to = Math.max(from + 1, (int) Math.round(left + 0.9 * width));
    int top = (int) Math.round(plane.y(Math.max(0, value)));
    int bottom = (int) Math.round(plane.y(Math.min(0, value))) + 1;
    plot.raster().fill(new Box(from, top, to, bottom), colour(value > ACTIVE_ABOVE));
  }

  private Axis dimensions() {
    if (order.size() > NAMED) {
      return new Axis(0.5, order.size() + 0.5);
    }
    return Axis.named(order.stream().map(i -> "z" + i).toList());
  }

  private List<Legend.Entry> legend() {
    int active = active(nats);
    List<Legend.Entry> entries = new ArrayList<>();
    entries.add(new Legend.Entry("active: " + active, Mark.BAR, colour(true)));
    entries.add(
        new Legend.Entry("at most 0.01 nats: " + (nats.length - active), Mark.BAR, colour(false)));
    return entries;
  }

  private static int colour(boolean isActive) {
    return isActive ? Palette.kind(0) : INACTIVE;
  }
}

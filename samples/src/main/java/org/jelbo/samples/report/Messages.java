package org.jelbo.samples.report;

import java.util.Locale;
import org.jelbo.dsl.error.JelboException;

/** Every refusal of this package. */
final class Messages {
  private Messages() {}

  static JelboException pixelCount(int image, int height, int width, int found) {
    return JelboException.of(
        "image " + image + " of the picture",
        text("expected %,d x %,d = %,d values, but got %,d", height, width, height * width, found),
        "give every image as height * width values, row by row");
  }

  static JelboException colourCount(int image, int height, int width, int found) {
    return JelboException.of(
        "image " + image + " of the picture",
        text(
            "expected %,d x %,d x 3 = %,d values, but got %,d",
            height, width, height * width * 3, found),
        "give every image as red, green and blue of each pixel, row by row");
  }

  static JelboException noImages() {
    return JelboException.of(
        "picture", "expected at least 1 image, but got none", "give the images to show");
  }

  static JelboException unequalPairs(int originals, int reconstructions) {
    return JelboException.of(
        "picture of reconstructions",
        text(
            "expected as many reconstructions as originals, %,d, but got %,d",
            originals, reconstructions),
        "reconstruct each original once");
  }

  static JelboException noSteps(long found) {
    return JelboException.of(
        "progress line",
        text("expected at least 1 step in all, but got %,d", found),
        "give the number of steps of the whole training");
  }

  static JelboException notPositive(String name, int found) {
    return JelboException.of(
        "picture",
        text("expected %s of at least 1, but got %,d", name, found),
        "use " + name + " 1");
  }

  static JelboException unequalCurve(String curve, int steps, int values) {
    return JelboException.of(
        "curve '" + curve + "'",
        text("expected one value for each of %,d steps, but got %,d", steps, values),
        "give steps and values of one length");
  }

  static JelboException noCurves() {
    return JelboException.of(
        "picture of curves",
        "expected at least 1 curve with a finite value, but got none",
        "record at least one step");
  }

  static JelboException gridNames(String kind, int wanted, int found) {
    return JelboException.of(
        "picture",
        text("expected a name for each of %,d %ss, but got %,d", wanted, kind, found),
        "one name for each " + kind + ", or images for " + text("%,d", found) + " " + kind + "s");
  }

  static JelboException noPoints() {
    return JelboException.of(
        "points", "expected at least 1 point, but got none", "give the points to show");
  }

  static JelboException notPlane(int point, int found) {
    return JelboException.of(
        "point " + point,
        text("expected 2 numbers, but got %,d", found),
        "choose the two dimensions to show");
  }

  static JelboException labelCount(int points, int found) {
    return JelboException.of(
        "labels of points",
        text("expected one label for each of %,d points, but got %,d", points, found),
        "give the label of each point, or leave the points without classes");
  }

  static JelboException classCount(int found) {
    return JelboException.of(
        "classes of points",
        text("expected 1 to %,d names, but got %,d", Mark.kinds(), found),
        "name each class, or join classes: more cannot be told apart");
  }

  static JelboException labelRange(int point, int label, int classes) {
    return JelboException.of(
        "label of point " + point,
        text("expected 0 to %,d, a place in the list of classes, but got %,d", classes - 1, label),
        "name every class, or leave out points that have none");
  }

  static JelboException gridSide(int found) {
    return JelboException.of(
        "grid of a plane",
        text("expected at least 2 points along each side, but got %,d", found),
        "use 100");
  }

  static JelboException gridRange(double low, double high) {
    return JelboException.of(
        "grid of a plane",
        "expected a finite range from low to high, but got " + low + " to " + high,
        "give the lower end first, or use PlaneGrid.around the data");
  }

  static JelboException gridValues(int side, int found) {
    return JelboException.of(
        "grid of a plane",
        text(
            "expected %,d x %,d = %,d values, one at each point, but got %,d",
            side, side, side * side, found),
        "evaluate at the grid's points(), in their order");
  }

  /** Names a point of a grid. */
  static String gridPoint(double x, double y) {
    return "point (" + NumberText.number(x) + ", " + NumberText.number(y) + ") of the grid";
  }

  static JelboException notProbability(double x, double y, double found) {
    return JelboException.of(
        gridPoint(x, y),
        "expected a probability in [0, 1], but got " + found,
        "give the sigmoid of logits");
  }

  static JelboException outsideGrid(int point, double x, double y) {
    return JelboException.of(
        "point " + point,
        "expected it inside of the grid, but it is at ("
            + NumberText.number(x)
            + ", "
            + NumberText.number(y)
            + ")",
        "use PlaneGrid.around the points");
  }

  static JelboException noTrajectories() {
    return JelboException.of(
        "picture of trajectories",
        "expected at least 1 trajectory, but got none",
        "record the parameters at each step");
  }

  static JelboException noDimensions() {
    return JelboException.of(
        "picture of latent dimensions",
        "expected at least 1 dimension, but got none",
        "give the dimensions to show");
  }

  static JelboException ways(int from, int to) {
    return JelboException.of(
        "interpolations",
        text("expected at least 1 way with both ends, but got %,d and %,d", from, to),
        "give as many of one kind as of the other");
  }

  static JelboException wayEnds(int from, int to) {
    return JelboException.of(
        "interpolations",
        text("expected ends of one size, but got %,d and %,d numbers", from, to),
        "give two latents of one site, or two images of one size");
  }

  static JelboException perturbationReach(double found) {
    return JelboException.of(
        "perturbation",
        "expected a largest shift above 0, but got " + found,
        "use 3, three standard deviations of a standard normal prior");
  }

  static JelboException perturbationColumns(int found) {
    return JelboException.of(
        "perturbation",
        text("expected an odd number of columns of at least 3, but got %,d", found),
        "use 11: the one in the middle shows the point itself");
  }

  static JelboException perturbedDimension(int dimension, int dimensions) {
    return JelboException.of(
        "perturbation",
        text("expected dimensions from 0 to %,d, but got %,d", dimensions - 1, dimension),
        text("choose among the %,d dimensions of the latent", dimensions));
  }

  static JelboException notFinite(String subject, double found) {
    return JelboException.of(
        subject, "expected a finite number, but got " + found, "leave out what was not measured");
  }

  private static String text(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}

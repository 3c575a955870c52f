package org.jelbo.programs;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.DoubleSupplier;

/** The loss of a spec by definition, with its slopes. */
final class PlainLoss {
  private static final double H = 1e-5;

  /** Of Gauss and Hermite. */
  private static final double[] NODES = {
    0, 1.355626179974266, -1.355626179974266, 2.856970013872806, -2.856970013872806
  };

  private static final double[] WEIGHTS = {
    8.0 / 15, 0.2220759220056126, 0.2220759220056126, 0.0112574113277207, 0.0112574113277207
  };

  /** A loss at values of the two parameters. */
  interface Loss {
    double at(double theta, double phi);

    /** Where Jelbo starts. */
    default double start() {
      return at(Written.THETA, Written.PHI);
    }

    /** The derivative there. */
    default double slope(String parameter) {
      boolean isTheta = parameter.equals("theta");
      double byTheta = isTheta ? H : 0;
      double byPhi = isTheta ? 0 : H;
      double up = at(Written.THETA + byTheta, Written.PHI + byPhi);
      double down = at(Written.THETA - byTheta, Written.PHI - byPhi);
      return (up - down) / (2 * H);
    }
  }

  private PlainLoss() {}

  /**
   * The bound.
   *
   * @param closed latents whose divergence is in closed form
   */
  static Loss of(Spec spec, Set<String> closed) {
    return (theta, phi) -> {
      Plain plain = new Plain(spec, theta, phi);
      return spec.bound().isWeighted()
          ? new PlainWeights(spec, plain).loss()
          : new PlainBound(spec, plain, closed).loss();
    };
  }

  /** Expected over the draws of the normal latents, by Gauss and Hermite. */
  static double overDraws(Spec spec, Set<String> closed) {
    List<Spec.Node> drawn = spec.guide().stream().filter(Spec.Node::isDrawn).toList();
    Plain plain = new Plain(spec, Written.THETA, Written.PHI);
    return overDraws(drawn, plain, () -> new PlainBound(spec, plain, closed).loss());
  }

  private static double overDraws(List<Spec.Node> drawn, Plain plain, DoubleSupplier loss) {
    if (drawn.isEmpty()) {
      return loss.getAsDouble();
    }
    double sum = 0;
    for (int i = 0; i < NODES.length; i++) {
      plain.noise(drawn.get(0).name(), NODES[i]);
      sum += WEIGHTS[i] * overDraws(drawn.subList(1, drawn.size()), plain, loss);
    }
    return sum;
  }

  /**
   * The likelihood of a given site of the guide, summed over the finite sites that it depends on.
   */
  static Loss ofGuide(Spec spec, String site) {
    Spec.Node of = spec.inGuide(site).orElseThrow();
    Set<String> ancestors = ancestors(spec, of.parents());
    return (theta, phi) -> {
      Plain plain = new Plain(spec, theta, phi);
      double sum = 0;
      for (int row = 0; row < spec.batch(); row++) {
        int r = row;
        List<Plain.Instance> open = new ArrayList<>();
        spec.guide().stream()
            .filter(node -> ancestors.contains(node.name()) && node.isOpen())
            .forEach(node -> open.addAll(Plain.instances(node, r)));
        sum +=
            plain.logSum(
                open,
                () ->
                    plain.counted(true, of, r)
                        + open.stream()
                            .mapToDouble(at -> plain.log(true, at.node(), r, at.inner()))
                            .sum());
      }
      return -sum / spec.batch();
    };
  }

  /** Sites of the guide with all that they depend on. */
  static Set<String> ancestors(Spec spec, Collection<String> names) {
    Set<String> all = new HashSet<>(names);
    for (String name : names) {
      all.addAll(ancestors(spec, spec.inGuide(name).orElseThrow().parents()));
    }
    return all;
  }
}

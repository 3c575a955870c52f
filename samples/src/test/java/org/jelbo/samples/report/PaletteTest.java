package org.jelbo.samples.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PaletteTest {
  /** What people without red, green and blue cones see of linear red, green and blue. */
  private static final double[][][] SIGHTS = {
    {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}},
    {
      {0.152286, 1.052583, -0.204868},
      {0.114503, 0.786281, 0.099216},
      {-0.003882, -0.048116, 1.051998}
    },
    {
      {0.367322, 0.860646, -0.227968},
      {0.280085, 0.672501, 0.047413},
      {-0.011820, 0.042940, 0.968881}
    },
    {
      {1.255528, -0.076749, -0.178779},
      {-0.078411, 0.930809, 0.147602},
      {0.004733, 0.691367, 0.303900}
    }
  };

  /**
   * The matrices are those of severity 1 in G. Machado, M. Oliveira, L. Fernandes, "A
   * physiologically-based model for simulation of color vision deficiency", IEEE TVCG 15(6), 2009,
   * Table 1; distances are CIE 1976, in which 2.3 is just noticeable: the least is 17.3.
   */
  @Test
  void anyTwoColoursDifferForPeopleWithAnyColourVision() {
    for (double[][] sight : SIGHTS) {
      double least = Double.POSITIVE_INFINITY;
      for (int i = 0; i < Palette.kinds(); i++) {
        for (int j = 0; j < i; j++) {
          double away = distance(seen(Palette.kind(i), sight), seen(Palette.kind(j), sight));
          least = Math.min(least, away);
        }
      }
      assertThat(least).isGreaterThan(4);
    }
  }

  @Test
  void thirtyClassesDifferInColourOrShape() {
    Set<String> looks = new HashSet<>();
    for (int i = 0; i < Mark.kinds(); i++) {
      looks.add(Palette.kind(i) + " " + Mark.ofKind(i));
      assertThat(Mark.ofKind(i)).isNotEqualTo(Mark.ofKind(i + 1));
    }
    assertThat(looks).hasSize(30);
  }

  @Test
  void probabilitiesGoFromOneClassOverWhiteToTheOther() {
    assertThat(Palette.probability(0)).isEqualTo(0x8cbce9);
    assertThat(Palette.probability(0.5)).isEqualTo(0xffffff);
    assertThat(Palette.probability(0.75)).isEqualTo(0xffe5b7);
    assertThat(Palette.probability(1)).isEqualTo(0xffcb6e);
  }

  private static double[] seen(int colour, double[][] sight) {
    double[] seen = new double[3];
    for (int i = 0; i < 3; i++) {
      for (int j = 0; j < 3; j++) {
        seen[i] += sight[i][j] * linear((colour >> (16 - 8 * j) & 0xff) / 255.0);
      }
    }
    return seen;
  }

  private static double linear(double value) {
    return value <= 0.04045 ? value / 12.92 : StrictMath.pow((value + 0.055) / 1.055, 2.4);
  }

  private static double distance(double[] one, double[] other) {
    double[] a = lab(one);
    double[] b = lab(other);
    double sum = 0;
    for (int i = 0; i < 3; i++) {
      sum += (a[i] - b[i]) * (a[i] - b[i]);
    }
    return Math.sqrt(sum);
  }

  /** CIE L*a*b* of linear red, green and blue under D65. */
  private static double[] lab(double[] rgb) {
    double x = (0.4124 * rgb[0] + 0.3576 * rgb[1] + 0.1805 * rgb[2]) / 0.9505;
    double y = 0.2126 * rgb[0] + 0.7152 * rgb[1] + 0.0722 * rgb[2];
    double z = (0.0193 * rgb[0] + 0.1192 * rgb[1] + 0.9505 * rgb[2]) / 1.089;
    return new double[] {116 * root(y) - 16, 500 * (root(x) - root(y)), 200 * (root(y) - root(z))};
  }

  private static double root(double value) {
    double v = Math.max(0, value);
    return v > 0.008856 ? StrictMath.cbrt(v) : 7.787 * v + 16.0 / 116;
  }
}

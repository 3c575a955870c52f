package org.jelbo.inference.derivation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jelbo.dsl.contract.Margin.within;

import org.jelbo.dsl.divergence.Divergences;
import org.jelbo.inference.compilation.Compiled;
import org.jelbo.inference.compilation.DrawKey;
import org.jelbo.inference.objective.Elbo;
import org.jelbo.usage.BothWays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Bounds with finite sites equal the sums over all assignments, whatever depends on what. */
class EnumeratedBoundsTest {
  @ParameterizedTest(name = "{0} by {1}")
  @CsvSource(
      delimiter = ';',
      textBlock =
          """
          y0 x|y0;                      y0
          y0 y1 x|y0;                   y0 y1
          y0 y1 x|y0,y1;                y0 y1
          y0 y1|y0 x|y1;                y0 y1|y0
          y0 y1|y0 x|y0;                y0 y1|y0
          y0 y1|y0 x|y0,y1;             y1 y0|y1
          y1 y0|y1 x|y0;                y0 y1|y0
          y0 y1|y0 y2|y1 x|y2;          y0 y1|y0 y2|y1
          y0 y1|y0 y2|y1 x|y2;          y2 y1|y2 y0|y1
          y0 y1|y0 y2|y0 x|y1,y2;       y0 y1|y0 y2|y0
          y0 y1|y0 y2|y0 x|y1;          y0 y1|y0 y2|y0
          y0 y1 y2|y0,y1 x|y2;          y0 y1 y2|y0,y1
          y0 y1 y2|y0,y1 x|y0,y2;       y2 y1|y2 y0|y2,y1
          y0 y1 y2 x|y0,y1,y2;          y0 y1|y0 y2|y1
          y0 y1! x!|y0,y1;              y0 y1!
          y0 y1!|y0 x!|y1;              y0 y1!|y0
          y0! y1!|y0 x!|y1;             y0! y1!|y0
          y0 y1|y0 x!|y1;               y0 y1|y0
          y0! y1 x|y1;                  y0! y1
          y0* x*|y0;                    y0*
          y0 y1*|y0 x*|y1;              y0 y1*|y0
          y0 y1*|y0 x*|y1,y0;           y0 y1*|y0
          y0 y1*|y0 x*|y0;              y0 y1*|y0
          y0 y1* x|y0;                  y0 y1*|y0
          y0 y1*|y0 y2*|y1 x*|y2;       y0 y1*|y0 y2*|y1
          y0 y1*!|y0 x*!|y1;            y0 y1*!|y0
          y0 z|y0 x|z;                  y0 z|y0
          y0 z|y0 x|z,y0;               z y0
          z y0|z x|y0;                  z y0|z
          y0 z|y0 y2|z x|y2;            y0 z|y0 y2|z
          y0 z|y0 y2|z,y0 x|z,y2;       y0 z|y0 y2|z,y0
          y0 y1|y0 z|y1 x|z;            y0 y1|y0 z|y1
          y0 y1|y0 z|y0 x|z,y1;         y0 y1|y0 z|y0
          y0 z*|y0 x*|z;                y0 z*|y0
          y0* z*|y0 x*|z;               y0* z*|y0
          z y0*|z x*|y0;                z y0*|z
          z! y0!|z x!|y0,z;             z! y0!|z
          y0 z!|y0 x!|z;                y0 z!|y0
          """)
  void enumeratedByTheGuide(String model, String guide) {
    assertBound(model, guide);
  }

  @ParameterizedTest(name = "{0} by {1}")
  @CsvSource(
      delimiter = ';',
      textBlock =
          """
          c0 x|c0;                      ''
          c0 c1|c0 x|c1;                ''
          c0 c1|c0 x|c0,c1;             ''
          c0 c1|c0 c2|c1 x|c2;          ''
          c0 c1|c0 c2|c0 x|c1,c2;       ''
          c0 c1 c2|c0,c1 x|c2;          ''
          c0 x*|c0;                     ''
          c0* x*|c0;                    ''
          c0 c1*|c0 x*|c1;              ''
          c0 c1*|c0 x*|c0,c1;           ''
          c0 c1*|c0 c2* x*|c1,c2;       ''
          c0 c1* x*|c1;                 ''
          c0! x|c0;                     ''
          c0! x!|c0;                    ''
          c0 c1!|c0 x!|c1;              ''
          c0 c1*!|c0 x*!|c1;            ''
          c0 z|c0 x|z;                  z
          c0 z|c0 x|z,c0;               z
          c0 z|c0 x;                    z
          c0 z*|c0 x*|z;                z*
          c0* z*|c0 x*|z,c0;            z*
          c0 z*|c0 x*|z,c0;             z*
          c0 z!|c0 x!|z;                z!
          y0 c1|y0 x|c1;                y0
          y0 c1|y0 x|c1,y0;             y0
          c1 y0|c1 x|c1;                y0
          c1 y0|c1 x|y0;                y0
          y0 c1|y0 z|c1 x|z;            y0 z|y0
          y0 y1|y0 c2|y1 x|c2;          y0 y1|y0
          y0 c1*|y0 x*|c1;              y0
          y0 y2* c1*|y0,y2 x*|c1;       y0 y2*|y0
          c0 y1!|c0 x!|c0,y1;           y1!
          """)
  void summedOutOfTheModel(String model, String guide) {
    assertBound(model, guide);
  }

  @ParameterizedTest(name = "{0} by {1}")
  @CsvSource(
      delimiter = ';',
      textBlock =
          """
          g^ x|g;                       g^
          g^ y0|g x|y0;                 g^ y0|g
          g^ y0|g x|g;                  g^ y0
          g^ y0*|g x*|y0;               g^ y0*|g
          g^ c0|g x|c0;                 g^
          g^ z|g x|z;                   g^ z|g
          g^ x|g;                       ''
          g^ c0|g x|c0;                 ''
          g^ c1*|g x*|c1;               ''
          g^ c0|g c1*|c0 x*|c1,g;       ''
          """)
  void outsideEveryPlate(String model, String guide) {
    assertBound(model, guide);
  }

  static void assertBound(String model, String guide) {
    BruteForce brute = new BruteForce(model, guide);
    Elbo elbo =
        Elbo.of(brute.model().program(), brute.guide().program())
            .given("x")
            .divergences(Divergences.empty());
    try (Compiled compiled = brute.compile(elbo)) {
      double expected = brute.bound(compiled);
      double found = BothWays.value(compiled, brute.data(), DrawKey.of(0));
      assertThat(found).isCloseTo(expected, within(1e-9));
    }
  }
}

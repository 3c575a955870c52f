package org.jelbo.samples.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jelbo.dsl.contract.Margin.within;

import java.awt.Shape;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import org.junit.jupiter.api.Test;

class FillingTest {
  @Test
  void pixelsHaveTheShareOfThemThatIsInside() {
    Raster raster = filled(new Rectangle2D.Double(1.25, 1, 2, 2.5));
    assertThat(raster.colour(1, 1)).isEqualTo(0x404040);
    assertThat(raster.colour(2, 1)).isEqualTo(0x000000);
    assertThat(raster.colour(3, 1)).isEqualTo(0xbfbfbf);
    assertThat(raster.colour(2, 3)).isEqualTo(0x808080);
    assertThat(raster.colour(1, 3)).isEqualTo(0x9f9f9f);
    assertThat(raster.colour(0, 1)).isEqualTo(0xffffff);
    assertThat(raster.colour(4, 2)).isEqualTo(0xffffff);
  }

  @Test
  void opacityLetsTheGroundThrough() {
    Raster raster = Raster.of(3, 3, 0xffffff);
    Filling.fill(raster, new Rectangle2D.Double(0, 0, 2, 2), 0x000000, 0.2);
    assertThat(raster.colour(1, 1)).isEqualTo(0xcccccc);
  }

  @Test
  void circlesAreFilled() {
    assertThat(inked(filled(new Ellipse2D.Double(3.3, 4.1, 30, 30))))
        .isCloseTo(Math.PI * 15 * 15, within(4.0));
  }

  /** The inner square runs the other way round. */
  @Test
  void holesStayOpenAndWhatIsOutsideThePictureIsCutOff() {
    Path2D ring = new Path2D.Double();
    ring.append(new Rectangle2D.Double(-5, -5, 25, 25), false);
    ring.moveTo(5, 5);
    ring.lineTo(5, 10);
    ring.lineTo(10, 10);
    ring.lineTo(10, 5);
    Raster raster = filled(ring);
    assertThat(inked(raster)).isCloseTo(20 * 20 - 5 * 5, within(1e-9));
    assertThat(raster.colour(7, 7)).isEqualTo(0xffffff);
    assertThat(raster.colour(4, 4)).isEqualTo(0x000000);
    filled(new Rectangle2D.Double(100, 100, 5, 5));
    filled(new Path2D.Double());
  }

  private static Raster filled(Shape shape) {
    Raster raster = Raster.of(40, 40, 0xffffff);
    Filling.fill(raster, shape, 0x000000, 1);
    return raster;
  }

  private static double inked(Raster raster) {
    double sum = 0;
    for (int i = 0; i < 40 * 40; i++) {
      sum += 1 - (raster.colour(i % 40, i / 40) & 0xff) / 255.0;
    }
    return sum;
  }
}

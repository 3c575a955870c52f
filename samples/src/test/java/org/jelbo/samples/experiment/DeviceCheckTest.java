package org.jelbo.samples.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import org.jelbo.inference.compilation.Device;
import org.jelbo.samples.protocol.Protocols;
import org.junit.jupiter.api.Test;

class DeviceCheckTest {
  @Test
  void theProcessorIsLikeItself() {
    DeviceCheck check = DeviceCheck.of(Protocols.models().get(0), Device.CPU, 2);
    assertThat(check.isRepeated()).isTrue();
    assertThat(check.difference()).isZero();
    assertThat(check.isPassed()).isTrue();
    assertThat(check.line()).startsWith("vae      yes          0.0e+00").doesNotContain("FAILED");
  }

  @Test
  void differencesAreRelativeToTheLargestEntry() {
    assertThat(DeviceCheck.relative(new double[] {0, -4}, new double[] {1, -4})).isEqualTo(0.25);
    assertThat(DeviceCheck.relative(new double[] {0}, new double[] {0})).isZero();
    assertThat(DeviceCheck.relative(new double[] {0}, new double[] {1})).isInfinite();
  }

  @Test
  void whatDiffersHasFailed() {
    assertThat(new DeviceCheck("vae", false, 0, 1).line()).endsWith("FAILED");
    assertThat(new DeviceCheck("vae", true, 1e-8, 1).line()).endsWith("FAILED");
    assertThat(new DeviceCheck("vae", true, Double.NaN, 1).line()).endsWith("FAILED");
  }
}

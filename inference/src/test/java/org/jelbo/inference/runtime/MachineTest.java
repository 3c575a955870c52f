package org.jelbo.inference.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MachineTest {
  private static final Machine HERE =
      new Machine(
          Map.of(
              "processor", "AMD EPYC",
              "features", "avx avx2",
              "processors", "2",
              "threads", "1",
              "environment", "",
              "tensorflow", "2.18.0",
              "build", "core.jar",
              "device", "CPU"));

  @Test
  void thisMachineSaysAllThatNumbersDependOn() {
    Machine machine = Machine.here("CPU", 2);
    assertThat(machine.properties()).containsOnlyKeys(HERE.properties().keySet());
    assertThat(machine.properties())
        .containsEntry("device", "CPU")
        .containsEntry("threads", "2")
        .containsEntry("tensorflow", NativeLibrary.version())
        .containsEntry("processors", "" + Runtime.getRuntime().availableProcessors());
    assertThat(Machine.here("CPU", 2)).isEqualTo(machine);
    assertThat(machine.differences(Machine.here("CPU", 1))).isEmpty();
  }

  @Test
  void textIsReadBack() {
    assertThat(HERE.text())
        .isEqualTo(
            """
            build: core.jar
            device: CPU
            environment:\s
            features: avx avx2
            processor: AMD EPYC
            processors: 2
            tensorflow: 2.18.0
            threads: 1
            """);
    assertThat(Machine.parsed(HERE.text())).contains(HERE);
    assertThat(Machine.parsed("")).isEqualTo(Optional.empty());
    assertThat(Machine.parsed("PK\u0001: odd\n: \nprocessor")).isEqualTo(Optional.empty());
    assertThat(new Machine(Map.of("processor", "\u00e9\n")).text()).isEqualTo("processor: ??\n");
  }

  @Test
  void eachDifferenceHasItsValueThereAndHere() {
    Machine there =
        new Machine(
            Map.of(
                "processor", "Intel Xeon",
                "features", "avx avx2",
                "processors", "2",
                "threads", "2",
                "environment", "TF_ENABLE_ONEDNN_OPTS=0",
                "tensorflow", "2.18.0",
                "device", "GPU"));
    assertThat(HERE.differences(there))
        .containsExactly(
            "build 'unknown', here 'core.jar'",
            "device 'GPU', here 'CPU'",
            "environment 'TF_ENABLE_ONEDNN_OPTS=0', here none",
            "processor 'Intel Xeon', here 'AMD EPYC'");
    assertThat(HERE.differences(HERE)).isEmpty();
  }
}

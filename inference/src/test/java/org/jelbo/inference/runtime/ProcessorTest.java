package org.jelbo.inference.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ProcessorTest {
  @Test
  void nameAndVectorsOfTheFirstProcessor() {
    Processor processor =
        Processor.ofCpuinfo(
            List.of(
                "processor\t: 0",
                "vendor_id\t: AuthenticAMD",
                "model\t\t: 17",
                "model name\t: AMD EPYC  9B14",
                "flags\t\t: fpu sse4_2 fma avx2 avx aes avx512f avx2",
                "",
                "processor\t: 1",
                "model name\t: another",
                "flags\t\t: sse"));
    assertThat(processor)
        .isEqualTo(
            new Processor("AMD EPYC 9B14", List.of("avx", "avx2", "avx512f", "fma", "sse4_2")));
  }

  @Test
  void processorsOfArmAreToldByNumbers() {
    Processor processor =
        Processor.ofCpuinfo(
            List.of(
                "processor\t: 0",
                "Features\t: fp asimd evtstrm aes sve i8mm bf16",
                "CPU implementer\t: 0x41",
                "CPU part\t: 0xd4f"));
    assertThat(processor)
        .isEqualTo(new Processor("0x41 0xd4f", List.of("asimd", "bf16", "i8mm", "sve")));
  }

  @Test
  void nothingIsUnknown() {
    assertThat(Processor.ofCpuinfo(List.of())).isEqualTo(new Processor("unknown", List.of()));
    assertThat(Processor.found().model()).isNotBlank();
  }
}

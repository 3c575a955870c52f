package org.jelbo.inference.file;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ProcessMarkTest {
  private static final ProcessMark OWN = ProcessMark.own();

  @Test
  void processThatRunsIsNotGone() {
    assertThat(OWN.isGone()).isFalse();
    assertThat(ProcessMark.isGone(OWN.tag() + "-1.part")).isFalse();
    assertThat(ProcessMark.own()).isEqualTo(OWN);
  }

  @Test
  void numberThatWasGivenOutAgainIsOfAnother() {
    ProcessMark before = new ProcessMark(OWN.pid(), OWN.host(), "earlier");
    assertThat(before.isGone()).isTrue();
    assertThat(ProcessMark.isGone(before.tag())).isTrue();
  }

  @Test
  void processThatHasEndedIsGone() throws Exception {
    String java = ProcessHandle.current().info().command().orElse("java");
    Process process = new ProcessBuilder(java, "-version").redirectErrorStream(true).start();
    process.getInputStream().readAllBytes();
    process.waitFor();
    assertThat(new ProcessMark(process.pid(), OWN.host(), OWN.start()).isGone()).isTrue();
  }

  @Test
  void nothingIsCertainOfAnotherMachine() {
    ProcessMark other = new ProcessMark(OWN.pid(), "other", "earlier");
    assertThat(other.isGone()).isFalse();
    assertThat(ProcessMark.isGone(other.tag())).isFalse();
    assertThat(ProcessMark.isGone("odd")).isFalse();
    assertThat(ProcessMark.isGone("99999999999999999999-00000000-00000000")).isFalse();
  }
}

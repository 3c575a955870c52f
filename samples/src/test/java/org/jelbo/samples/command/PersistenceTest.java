package org.jelbo.samples.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jelbo.dsl.error.JelboException;
import org.jelbo.inference.file.Rescue;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** What was trained is saved as soon as there is a place for it. */
class PersistenceTest {
  private final JelboException full =
      JelboException.of("file 'a'", "expected to write it, but it is full", "another")
          .causedBy(new IOException("full"));

  private final StringWriter err = new StringWriter();
  private final Interruption interruption = new Interruption();

  private Persistence persistence(Duration pause) {
    CommandSpec spec = CommandSpec.create();
    CommandLine command = new CommandLine(spec);
    command.setErr(new PrintWriter(err, true));
    return new Persistence(Console.of(spec), interruption, pause);
  }

  @Test
  void triesUntilThereIsPlace() {
    Rescue saved = new Rescue(Path.of("a"), null);
    Deque<Object> ends = new ArrayDeque<>(List.of(full, full, saved));
    assertThat(persistence(Duration.ZERO).save(() -> next(ends))).isSameAs(saved);
    String complaint =
        """
        at file 'a':
          expected to write it, but it is full; trying again in 0 s, until interrupted
          try: another
        """;
    assertThat(err.toString()).isEqualToNormalizingNewlines(complaint + complaint);
  }

  @Test
  void saysWhereElseItIs() {
    Rescue saved = new Rescue(Path.of("b"), full);
    assertThat(persistence(Duration.ZERO).save(() -> saved)).isSameAs(saved);
    assertThat(err.toString())
        .isEqualToNormalizingNewlines(
            """
            at file 'a':
              expected to write it, but it is full; it is in 'b' instead
              try: another
            """);
  }

  @Test
  void anInterruptionGivesUp() {
    interruption.request();
    Deque<Object> ends = new ArrayDeque<>(List.of(full));
    assertThatThrownBy(() -> persistence(Duration.ofDays(1)).save(() -> next(ends))).isSameAs(full);
  }

  @Test
  void otherRefusalsAreNotTriedAgain() {
    JelboException refusal = JelboException.of("x", "expected y", "z");
    Deque<Object> ends = new ArrayDeque<>(List.of(refusal));
    assertThatThrownBy(() -> persistence(Duration.ofDays(1)).save(() -> next(ends)))
        .isSameAs(refusal);
    assertThat(err.toString()).isEmpty();
  }

  private static Rescue next(Deque<Object> ends) {
    Object end = ends.remove();
    if (end instanceof JelboException refusal) {
      throw refusal;
    }
    return (Rescue) end;
  }
}

package org.jelbo.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a public method of the libraries refuses stands in its Javadoc. */
final class RefusalsTest {
  private static final Path ROOT = Path.of(System.getProperty("jelbo.root", ".."));

  private static final String CUP =
      """
      /** A cup. */
      public record Cup(int size) {
        /** Checks the size. */
        public Cup {
          if (size < 1) {
            throw Messages.tooSmall(size);
          }
        }

        /** Fills it. */
        public void fill(int drops) {
          if (drops > size) {
            throw drops > 9 ? Messages.far(drops) : Messages.near(drops);
          }
        }

        /**
         * Empties it.
         *
         * @throws JelboException where it is empty
         */
        public void empty() {
          throw JelboException.here("cup", "expected drops, but found none", "fill(1)");
        }

        @Override
        public String toString() {
          throw Messages.noWords();
        }

        void spill() {
          throw Messages.spilt();
        }

        private static final class Inner {
          public void leak() {
            throw Messages.leaks();
          }
        }

        /** A table. */
        public interface Table {
          /** Sets it. */
          default void set() {
            throw Messages.noTable();
          }
        }
      }
      """;

  @ParameterizedTest
  @ValueSource(strings = {"dsl", "inference"})
  void methodsSayWhatTheyRefuse(String module) throws IOException {
    try (Stream<Path> files = Files.walk(ROOT.resolve(module).resolve("src/main/java"))) {
      List<Path> sources = files.filter(file -> file.toString().endsWith(".java")).toList();
      assertThat(sources).hasSizeGreaterThan(100);
      assertThat(Refusals.untold(sources)).as("methods without @throws JelboException").isEmpty();
    }
  }

  @Test
  void whatIsNotToldIsFound(@TempDir Path folder) throws IOException {
    Path source = folder.resolve("Cup.java");
    Files.writeString(source, CUP);
    assertThat(Refusals.untold(List.of(source))).containsExactly("Cup", "Cup.fill", "Table.set");
  }
}

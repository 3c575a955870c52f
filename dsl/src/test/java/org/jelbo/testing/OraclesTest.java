package org.jelbo.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.ndarray.Shape;

/** Sets the properties that name the folder, and puts them back. */
final class OraclesTest {
  @TempDir Path root;

  private String folderBefore = "";
  private String rootBefore = "";

  @BeforeEach
  void remember() {
    folderBefore = System.getProperty(Oracles.FOLDER, "");
    rootBefore = System.getProperty(Oracles.ROOT, "");
    System.setProperty(Oracles.FOLDER, "");
  }

  @AfterEach
  void restore() {
    System.setProperty(Oracles.FOLDER, folderBefore);
    System.setProperty(Oracles.ROOT, rootBefore);
  }

  private void useFolder() throws IOException {
    Files.createDirectories(root.resolve("other/values"));
    Files.writeString(
        root.resolve("other/values/a.jsonl"),
        "{\"distribution\": \"Normal\", \"x\": [[1, 2], [3, 4]]}\n\n{\"distribution\": \"Beta\"}\n");
    Files.writeString(root.resolve("other/values/empty.jsonl"), "\n");
    System.setProperty(Oracles.ROOT, root.toString());
    System.setProperty(Oracles.FOLDER, "other/values");
  }

  @Test
  void testResourcesAreReadUnlessThereIsAnotherFolder() {
    assertThat(Oracles.rows("log_prob.jsonl")).hasSize(90);
    assertThat(Oracles.rows("log_prob.jsonl", "Normal")).hasSize(3);
    assertThat(Oracles.object("objectives.json").keySet()).contains("cases");
  }

  @Test
  void aRelativeFolderIsResolvedAgainstTheRoot() throws IOException {
    useFolder();
    assertThat(Oracles.rows("a.jsonl")).hasSize(2);
    assertThat(Oracles.rows("a.jsonl", "Normal")).hasSize(1);
  }

  @Test
  void anAbsoluteFolderIsTakenAsItIs() throws IOException {
    useFolder();
    System.setProperty(Oracles.ROOT, "elsewhere");
    System.setProperty(Oracles.FOLDER, root.resolve("other/values").toString());
    assertThat(Oracles.rows("a.jsonl")).hasSize(2);
  }

  @Test
  void aFolderThatIsMissingFails() {
    System.setProperty(Oracles.FOLDER, root.resolve("nowhere").toString());
    assertThatThrownBy(() -> Oracles.rows("log_prob.jsonl"))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessage("cannot read log_prob.jsonl in " + root.resolve("nowhere"));
  }

  @Test
  void aFileThatIsMissingFails() {
    assertThatThrownBy(() -> Oracles.rows("nothing.jsonl"))
        .isInstanceOf(AssertionError.class)
        .hasMessage("expected nothing.jsonl in the test resources, found none");
  }

  @Test
  void rowsThatAreMissingFail() throws IOException {
    assertThatThrownBy(() -> Oracles.rows("log_prob.jsonl", "Nothing"))
        .isInstanceOf(AssertionError.class)
        .hasMessage("expected rows of Nothing in test resources/log_prob.jsonl, found none");
    useFolder();
    assertThatThrownBy(() -> Oracles.rows("empty.jsonl"))
        .isInstanceOf(AssertionError.class)
        .hasMessageStartingWith("expected rows in ");
  }

  @Test
  void entriesThatAreMissingFail() throws IOException {
    useFolder();
    assertThatThrownBy(() -> Oracles.entry(Oracles.rows("a.jsonl").get(1), "x"))
        .isInstanceOf(AssertionError.class)
        .hasMessage("expected an entry 'x', found only [distribution]");
  }

  @Test
  void nestedListsAreReadRowMajor() throws IOException {
    useFolder();
    var nested = Oracles.entry(Oracles.rows("a.jsonl").get(0), "x");
    assertThat(Oracles.numbers(nested)).containsExactly(1, 2, 3, 4);
    assertThat(Oracles.sizes(nested)).isEqualTo(Shape.of(2, 2));
    assertThat(Oracles.sizes(JsonParser.parseString("2.5"))).isEqualTo(Shape.scalar());
  }

  @Test
  void raggedAndEmptyListsFail() {
    assertThatThrownBy(() -> Oracles.sizes(JsonParser.parseString("[[1], [1, 2]]")))
        .isInstanceOf(AssertionError.class)
        .hasMessage("expected nested lists of equal sizes, found [[1],[1,2]]");
    assertThatThrownBy(() -> Oracles.sizes(JsonParser.parseString("[]")))
        .isInstanceOf(AssertionError.class);
  }
}

package org.jelbo.samples.command;

import java.nio.file.Path;
import org.jelbo.inference.file.OutputFile;
import org.jelbo.samples.experiment.SavedRun;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code jelbo sample RUN}. */
@Command(
    name = "sample",
    description = "Draws a picture of 200 images that a saved run imagines.",
    mixinStandardHelpOptions = true)
final class Sample extends SavedRunCommand {
  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "The picture; samples.png if left out.")
  private @Nullable Path out;

  @Override
  void prove() {
    new OutputFile(place()).proven();
  }

  @Override
  int work(SavedRun saved, long drawSeed, Console console) {
    console.print("writing " + place());
    saved.draw("samples", null, drawSeed, place());
    return 0;
  }

  private Path place() {
    return picture(out, "samples.png");
  }
}

package org.jelbo.samples.command;

import java.nio.file.Path;
import org.jelbo.inference.file.OutputFile;
import org.jelbo.samples.experiment.SavedRun;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code jelbo reconstruct RUN}. */
@Command(
    name = "reconstruct",
    description = "Draws a picture of held-out images above a saved run's reconstructions.",
    mixinStandardHelpOptions = true)
final class Reconstruct extends SavedRunCommand {
  @Option(
      names = "--data-dir",
      paramLabel = "DIR",
      description = "The folder of MNIST or SVHN, for a run that was trained on it.")
  private @Nullable Path dataDir;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "The picture; reconstructions.png if left out.")
  private @Nullable Path out;

  @Override
  void prove() {
    new OutputFile(place()).proven();
  }

  @Override
  int work(SavedRun saved, long drawSeed, Console console) {
    console.print("writing " + place());
    saved.draw("reconstructions", dataDir, drawSeed, place());
    return 0;
  }

  private Path place() {
    return picture(out, "reconstructions.png");
  }
}

package org.jelbo.samples.command;

import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jelbo.inference.evaluation.Evidence;
import org.jelbo.samples.experiment.EvidenceJson;
import org.jelbo.samples.experiment.SavedRun;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code jelbo evaluate RUN}. */
@Command(
    name = "evaluate",
    description = "Measures a saved run on its held-out images.",
    mixinStandardHelpOptions = true)
final class Evaluate extends SavedRunCommand {
  @Option(
      names = "--data-dir",
      paramLabel = "DIR",
      description = "The folder of MNIST or SVHN, for a run that was trained on it.")
  private @Nullable Path dataDir;

  @Option(
      names = "--particles",
      paramLabel = "K",
      description = "Measures -IWAE-K besides: the evidence by importance sampling.")
  private @Nullable Integer particles;

  @Mixin private ResultOption json = new ResultOption();

  @Override
  void prove() {
    json.prove();
  }

  @Override
  int work(SavedRun saved, long drawSeed, Console console) {
    Map<String, Double> bounds = new LinkedHashMap<>(saved.evaluate(dataDir, drawSeed));
    @Nullable Evidence evidence =
        particles == null ? null : saved.evidence(dataDir, drawSeed, particles);
    if (evidence != null) {
      bounds.put("iwae" + particles, -evidence.value());
    }
    console.tellMachines("the run was made", saved.machineDifferences());
    console.print("held-out images, seed " + drawSeed + ", bounds in nats per image:");
    bounds.forEach(
        (name, value) -> console.print(String.format(Locale.ROOT, "  %-9s %s", name, value)));
    JsonObject summary = saved.summary(bounds, drawSeed);
    if (evidence != null) {
      evidence.reservation().ifPresent(words -> console.print("  iwae" + particles + ": " + words));
      summary.add("evidence", EvidenceJson.of(evidence));
    }
    return json.write(summary, console);
  }
}

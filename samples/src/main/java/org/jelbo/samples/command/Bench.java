package org.jelbo.samples.command;

import java.nio.file.Path;
import java.util.Locale;
import org.jelbo.inference.compilation.Device;
import org.jelbo.samples.experiment.SummaryFile;
import org.jelbo.samples.experiment.VaeBenchmark;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code jelbo bench MODEL}. */
@Command(
    name = "bench",
    description = "Times the training step of a bundled model.",
    synopsisSubcommandLabel = "MODEL",
    mixinStandardHelpOptions = true)
final class Bench {
  @Spec private @Nullable CommandSpec spec;

  @Command(
      name = "vae",
      description = "The variational autoencoder.",
      mixinStandardHelpOptions = true)
  void vae(
      @Option(names = "--json", paramLabel = "FILE", description = "Where to write the result.")
          @Nullable Path json,
      @Option(
              names = "--device",
              paramLabel = "NAME",
              defaultValue = "cpu",
              description = "cpu or gpu.")
          Device device) {
    SummaryFile summary = json == null ? null : SummaryFile.at(json);
    VaeBenchmark.Measured measured = VaeBenchmark.run(device);
    Console.of(spec)
        .print(
            String.format(
                Locale.ROOT,
                "vae on %s: build %.2f s, step %.2f ms, products alone %.2f ms, ratio %.2f, peak %.0f"
                    + " MiB",
                device,
                measured.buildSeconds(),
                measured.stepMillis(),
                measured.productsMillis(),
                measured.ratioToProducts(),
                measured.peakResidentMiB()));
    if (summary != null) {
      measured.write(summary);
    }
  }
}

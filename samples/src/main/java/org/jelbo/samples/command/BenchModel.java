package org.jelbo.samples.command;

import java.util.Locale;
import java.util.concurrent.Callable;
import org.jelbo.inference.compilation.Device;
import org.jelbo.samples.experiment.Benchmark;
import org.jelbo.samples.experiment.BundledModel;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code jelbo bench} of a model. */
@Command(mixinStandardHelpOptions = true)
final class BenchModel implements Callable<Integer> {
  private final BundledModel model;

  @Spec private @Nullable CommandSpec spec;

  @Mixin private ResultOption json = new ResultOption();

  @Option(names = "--device", paramLabel = "NAME", description = "cpu or gpu.")
  private Device device = Device.CPU;

  BenchModel(BundledModel model) {
    this.model = model;
  }

  @Override
  public Integer call() {
    json.prove();
    Benchmark.Measured measured = Benchmark.run(model, device);
    Console console = Console.of(spec);
    console.print(
        String.format(
            Locale.ROOT,
            "%s on %s: build %.2f s, step %.2f ms, %s, peak %.0f MiB",
            model.name(),
            device,
            measured.buildSeconds(),
            measured.stepMillis(),
            products(measured),
            measured.peakResidentMiB()));
    return json.write(measured.summary(), console);
  }

  private static String products(Benchmark.Measured measured) {
    return measured.multiplyAdds() == 0
        ? "no products"
        : String.format(
            Locale.ROOT,
            "products alone %.2f ms (%,d multiply-adds), ratio %.2f",
            measured.productsMillis(),
            measured.multiplyAdds(),
            measured.ratioToProducts());
  }
}

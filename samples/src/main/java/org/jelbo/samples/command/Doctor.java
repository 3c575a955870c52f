package org.jelbo.samples.command;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jelbo.inference.compilation.Device;
import org.jelbo.samples.experiment.BundledModel;
import org.jelbo.samples.experiment.Checkup;
import org.jelbo.samples.experiment.DeviceCheck;
import org.jelbo.samples.protocol.Protocols;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code jelbo doctor}. */
@Command(
    name = "doctor",
    description = "Shows versions, devices and data, and what to do about what is missing.",
    mixinStandardHelpOptions = true)
final class Doctor implements Callable<Integer> {
  private static final int FAILED = 1;
  private static final int REFUSED = 2;

  @Spec private @Nullable CommandSpec spec;

  @Option(
      names = "--data-dir",
      paramLabel = "DIR",
      description = "Looks for the files of MNIST and SVHN there.")
  private @Nullable Path dataDir;

  @Option(
      names = "--device",
      paramLabel = "NAME",
      description =
          "Trains all bundled models on cpu or gpu for some steps, twice, and compares the device"
              + " with the processor in float64.")
  private @Nullable Device device;

  @Option(
      names = "--steps",
      paramLabel = "N",
      description = "Steps of each training with --device; 50 when left out.")
  private int steps = 50;

  @Override
  public Integer call() {
    Console console = Console.of(spec);
    Device checked = device;
    if (checked == null) {
      Checkup.lines(dataDir).forEach(console::print);
      return 0;
    }
    DeviceCheck.requireSteps(steps);
    if (!checked.isPresent()) {
      Checkup.devices().forEach(console::print);
      return REFUSED;
    }
    console.print("device " + checked.description());
    console.print(DeviceCheck.header());
    boolean isPassed = true;
    for (BundledModel model : Protocols.models()) {
      DeviceCheck check = DeviceCheck.of(model, checked, steps);
      console.print(check.line());
      isPassed &= check.isPassed();
    }
    return isPassed ? 0 : FAILED;
  }
}

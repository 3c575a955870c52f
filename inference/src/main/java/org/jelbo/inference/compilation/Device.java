package org.jelbo.inference.compilation;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jelbo.inference.runtime.NativeLibrary;
import org.tensorflow.DeviceSpec;
import org.tensorflow.Graph;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.exceptions.TensorFlowException;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Constant;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.proto.GPUOptions;
import org.tensorflow.types.TFloat32;

/** Where a graph runs. */
public enum Device {
  /** The processor. */
  CPU(DeviceSpec.DeviceType.CPU),
  /** The first graphics card; its memory is taken as it is needed. */
  GPU(DeviceSpec.DeviceType.GPU);

  private static final Pattern FOUND = Pattern.compile("device:([A-Z_]+:\\d+)");

  private final DeviceSpec.DeviceType type;

  Device(DeviceSpec.DeviceType type) {
    this.type = type;
  }

  /** The ops of a graph, placed on this device. */
  Ops ops(Graph graph) {
    return Ops.create(graph).withDevice(spec());
  }

  private DeviceSpec spec() {
    return DeviceSpec.newBuilder().deviceType(type).deviceIndex(0).build();
  }

  /**
   * The session options: memory of a graphics card grows on demand, and the processors are shared
   * out among what runs side by side. A single op of a small model gains nothing from a second
   * thread: waking it takes as long as the op.
   *
   * @param shards how many equal parts of a graph run side by side
   */
  static ConfigProto config(int shards) {
    return ConfigProto.newBuilder()
        .setAllowSoftPlacement(true)
        .setIntraOpParallelismThreads(threads(shards))
        .setGpuOptions(GPUOptions.newBuilder().setAllowGrowth(true))
        .build();
  }

  /** How many threads an op has, of a graph with equal parts that run side by side. */
  static int threads(int shards) {
    return Math.max(1, Runtime.getRuntime().availableProcessors() / shards);
  }

  /** Whether the native library that is loaded finds this device. */
  public boolean isPresent() {
    return probe().isEmpty();
  }

  /** Refuses a device that is not there, and says what is. */
  void require() {
    List<String> found = probe();
    if (!found.isEmpty()) {
      throw Messages.noDevice(this, found);
    }
  }

  /** Places an op on the device; where that fails, the devices that TensorFlow names instead. */
  private List<String> probe() {
    ConfigProto strict =
        ConfigProto.newBuilder()
            .setAllowSoftPlacement(false)
            .setGpuOptions(GPUOptions.newBuilder().setAllowGrowth(true))
            .build();
    try (Graph graph = NativeLibrary.graph();
        Session session = new Session(graph, strict)) {
      Constant<TFloat32> one = ops(graph).constant(1f);
      try (Result result = session.runner().fetch(one).run()) {
        return result.size() == 1 ? List.of() : List.of("none");
      }
    } catch (TensorFlowException | IllegalArgumentException e) {
      Matcher devices = FOUND.matcher(available(String.valueOf(e.getMessage())));
      return devices.results().map(match -> match.group(1)).distinct().sorted().toList();
    }
  }

  private static String available(String message) {
    int from = message.indexOf("available devices");
    return from < 0 ? "device:CPU:0" : message.substring(from);
  }
}

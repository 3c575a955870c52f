package org.jelbo.inference.compilation;

import java.util.List;
import org.jelbo.inference.runtime.Card;
import org.jelbo.inference.runtime.NativeLibrary;
import org.tensorflow.DeviceSpec;
import org.tensorflow.Graph;
import org.tensorflow.op.Ops;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.proto.GPUOptions;

/** Where a graph runs. */
public enum Device {
  /** The processor, and no graphics card where there is one. */
  CPU(DeviceSpec.DeviceType.CPU) {
    @Override
    void limit(ConfigProto.Builder config) {
      config.putDeviceCount("GPU", 0).setGpuOptions(GPUOptions.newBuilder().setAllowGrowth(true));
    }

    @Override
    public String description() {
      return name();
    }
  },
  /**
   * The first graphics card, its memory taken as it is needed; {@code CUDA_VISIBLE_DEVICES} says
   * which is the first. The step counter and the keys of noise stay on the processor, so that no
   * step waits for the card to send them back.
   */
  GPU(DeviceSpec.DeviceType.GPU) {
    @Override
    void limit(ConfigProto.Builder config) {
      config.setGpuOptions(GPUOptions.newBuilder().setAllowGrowth(true).setVisibleDeviceList("0"));
    }

    @Override
    public String description() {
      List<String> models = Card.models();
      String model = models.isEmpty() ? "" : " " + String.join(", ", models);
      return name() + model + ", " + Card.ofEnvironment().description();
    }
  };

  private final DeviceSpec.DeviceType type;

  Device(DeviceSpec.DeviceType type) {
    this.type = type;
  }

  /** The ops of a graph, placed on this device. */
  public Ops ops(Graph graph) {
    return Ops.create(graph)
        .withDevice(DeviceSpec.newBuilder().deviceType(type).deviceIndex(0).build());
  }

  /** Has a session see this device and the processor, and no other. */
  abstract void limit(ConfigProto.Builder config);

  /**
   * The device with all that numbers depend on, for what a result was made with: {@code CPU}, or
   * such as {@code GPU NVIDIA L4, deterministic, float32 products in full}.
   */
  public abstract String description();

  /**
   * The session options: the processors are shared out among what runs side by side. A single op of
   * a small model gains nothing from a second thread: waking it takes as long as the op. The first
   * session of a process decides for all, see {@link OpThreads}.
   *
   * @param shards how many equal parts of a graph run side by side
   */
  public ConfigProto config(int shards) {
    ConfigProto.Builder config =
        ConfigProto.newBuilder()
            .setAllowSoftPlacement(true)
            .setIntraOpParallelismThreads(threads(shards));
    limit(config);
    return config.build();
  }

  /**
   * How many threads an op has, of a graph with equal parts that run side by side, unless the
   * process has begun with another number.
   */
  static int threads(int shards) {
    return OpThreads.of(Math.max(1, Runtime.getRuntime().availableProcessors() / shards));
  }

  /**
   * How many parts a batch is cut in: as many as asked for on the processor, and one on a card,
   * which computes side by side what is in one part.
   */
  public int shards(int onProcessor) {
    return this == CPU ? onProcessor : 1;
  }

  /** Whether the native library that is loaded finds this device, and it computes a product. */
  public boolean isPresent() {
    return Probe.of(this).isRight();
  }

  /** Refuses a device that is not there, and says what is. */
  void require() {
    Probe probe = Probe.of(this);
    if (!probe.isRight()) {
      throw Messages.noDevice(this, probe, NativeLibrary.isForCards());
    }
  }
}

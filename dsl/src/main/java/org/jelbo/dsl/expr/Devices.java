package org.jelbo.dsl.expr;

import org.tensorflow.DeviceSpec;
import org.tensorflow.DeviceSpec.DeviceType;
import org.tensorflow.GraphOperation;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;

/** The devices that ops of a graph stand on. */
final class Devices {
  private static final DeviceSpec PROCESSOR =
      DeviceSpec.newBuilder().deviceType(DeviceType.CPU).deviceIndex(0).build();

  private Devices() {}

  /** Ops of the operand's graph, on the operand's device where it has one. */
  static Ops like(Operand<?> operand) {
    Ops tf = Ops.create(operand.op().env());
    String device = operand.op() instanceof GraphOperation op ? op.device() : "";
    return device.isEmpty() ? tf : tf.withDevice(spec(device));
  }

  /** The ops on the processor; where none has a device, TensorFlow goes on choosing one. */
  static Ops onProcessor(Ops tf) {
    return tf.scope().getDeviceString().isEmpty() ? tf : tf.withDevice(PROCESSOR);
  }

  /** Whether ops stand on a device other than the processor. */
  static boolean areElsewhere(Ops tf) {
    String device = tf.scope().getDeviceString();
    return !device.isEmpty() && spec(device).deviceType() != DeviceType.CPU;
  }

  /** Reads a name such as {@code /job:localhost/replica:0/task:0/device:GPU:0}. */
  private static DeviceSpec spec(String name) {
    DeviceSpec.Builder spec = DeviceSpec.newBuilder();
    for (String part : name.substring(1).split("/", -1)) {
      String[] words = part.split(":", -1);
      switch (words[0]) {
        case "job" -> spec.job(words[1]);
        case "replica" -> spec.replica(Integer.valueOf(words[1]));
        case "task" -> spec.task(Integer.valueOf(words[1]));
        default ->
            spec.deviceType(DeviceType.valueOf(words[1])).deviceIndex(Integer.valueOf(words[2]));
      }
    }
    return spec.build();
  }
}

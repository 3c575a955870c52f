package org.jelbo.inference.runtime;

import org.bytedeco.javacpp.Loader;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerPointer;
import org.jspecify.annotations.Nullable;
import org.tensorflow.internal.c_api.TFE_CustomDeviceTensorHandle.Num_dims_Pointer_TF_Status;
import org.tensorflow.internal.c_api.TF_Status;

/**
 * A function of the C library that takes a pointer or an int, and an int, and gives one: called by
 * way of the one function type of this form that TensorFlow's Java library has. The native library
 * is loaded.
 */
record SystemFunction(Pointer address) {
  /** The function of a name; null where the system has none. */
  static @Nullable SystemFunction of(String name) {
    Pointer address = Loader.addressof(name);
    return address == null ? null : new SystemFunction(address);
  }

  /** What it gives. */
  int call(Pointer first, int second) {
    try (PointerPointer<Pointer> holder = new PointerPointer<>(2)) {
      holder.put(0, address).put(1, (Pointer) null);
      return new Num_dims_Pointer_TF_Status(holder).call(first, new TF_Status(number(second)));
    }
  }

  /** A number in the place of a pointer. */
  static Pointer number(int value) {
    return new PassedNumber(value);
  }

  private static final class PassedNumber extends Pointer {
    PassedNumber(int value) {
      address = value;
    }
  }
}

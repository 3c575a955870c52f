package org.jelbo.inference.runtime;

import org.bytedeco.javacpp.Pointer;

/** Writes how many bytes the process may have before JavaCPP refuses objects of the library. */
final class MostMemory {
  private MostMemory() {}

  public static void main(String[] arguments) {
    NativeLibrary.require();
    System.out.println(Pointer.maxPhysicalBytes());
  }
}

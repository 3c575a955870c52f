package org.jelbo.inference.objective;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What is made when it is first asked for, and kept. */
final class Once<T> implements Supplier<T> {
  private final Supplier<T> made;
  private @Nullable T kept;

  Once(Supplier<T> made) {
    this.made = made;
  }

  @Override
  public synchronized T get() {
    T known = kept;
    if (known == null) {
      known = made.get();
      kept = known;
    }
    return known;
  }
}

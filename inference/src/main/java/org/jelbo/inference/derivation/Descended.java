package org.jelbo.inference.derivation;

import org.jelbo.inference.loss.Setting;

/**
 * Another setting, in which what is built is descended, so that relaxations stand for their sites.
 */
public final class Descended extends Forwarded {
  /** As another. */
  public Descended(Setting setting) {
    super(setting);
  }

  @Override
  public boolean isDescended() {
    return true;
  }
}

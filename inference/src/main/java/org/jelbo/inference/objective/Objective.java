package org.jelbo.inference.objective;

import java.util.List;
import java.util.Set;
import org.jelbo.dsl.axis.Axes;
import org.jelbo.dsl.param.Param;
import org.jelbo.inference.derivation.Description;
import org.jelbo.inference.derivation.Setting;

/** An objective: programs and how a loss is derived from them. Immutable. */
public sealed interface Objective permits Elbo, Iwae, MaximumLikelihood {
  /** The model, the guide and what is given. */
  Programs programs();

  /** How many draws of the latents a training step makes. */
  int particles();

  /**
   * The loss in a setting.
   *
   * @param setting parameters, data and noise
   */
  Loss build(Setting setting);

  /** The parameters of both programs, in the order they are first read. */
  List<Param> parameters();

  /** How the loss is derived, site by site, and its formula: for people. */
  String explain();

  /** The sites of both programs and their picture, without data. */
  default Description describe() {
    Axes along = particles() > 1 ? Programs.PARTICLES : Axes.NONE;
    return Description.of(
        programs().model(), programs().guide(), Set.copyOf(programs().given()), along);
  }
}

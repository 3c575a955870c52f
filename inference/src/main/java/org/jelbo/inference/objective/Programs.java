package org.jelbo.inference.objective;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jelbo.dsl.axis.Axes;
import org.jelbo.dsl.axis.Axis;
import org.jelbo.dsl.error.JelboException;
import org.jelbo.dsl.error.Required;
import org.jelbo.dsl.program.Program;
import org.jelbo.inference.derivation.BoundRequest;
import org.jelbo.inference.derivation.Derivation;
import org.jelbo.inference.derivation.DrySetting;
import org.jelbo.inference.derivation.Rules;
import org.jelbo.inference.loss.Setting;
import org.jelbo.inference.schedule.Schedule;
import org.jspecify.annotations.Nullable;

/**
 * A model, a guide and what is given: what every bound starts from.
 *
 * @param model the generative program
 * @param guide samples the model's latents
 * @param given the names of the sites that take the data
 */
public record Programs(Program model, Program guide, List<String> given) {
  /** The axis of independent draws of the latents. */
  public static final Axes PARTICLES = Axes.of(new Axis.Particles("particles"));

  /** In the place of a model where there is none. */
  private static final Program NO_MODEL = p -> {};

  /**
   * Copies the names.
   *
   * @throws JelboException for null
   */
  public Programs {
    Required.of(model, "objective", "a model", "a Program, such as p -> p.plate(...)");
    Required.of(guide, "objective", "a guide", "p -> {} for a model without latents");
    Required.of(given, "objective", "the names of given sites", "given(\"x\")");
    given = List.copyOf(given);
  }

  /** A model and a guide; nothing is given. */
  public static Programs of(Program model, Program guide) {
    return new Programs(model, guide, List.of());
  }

  /** A guide by itself. */
  static Programs ofGuide(Program guide) {
    return new Programs(NO_MODEL, guide, List.of());
  }

  /** Whether there is a model to draw from. */
  public boolean hasModel() {
    return model != NO_MODEL;
  }

  /** What terms with these programs do to sites outside the plate of the data: nothing special. */
  static Object counting(Programs programs) {
    return counting(programs, Schedule.constant(1), 0);
  }

  /** The same, with a weight on divergences and free bits. */
  static Object counting(Programs programs, Schedule klWeight, double freeBits) {
    return List.of(new Same(programs.model()), new Same(programs.guide()), klWeight, freeBits);
  }

  /** A program, equal to itself alone. */
  private record Same(Program program) {
    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Same same && same.program() == program;
    }

    @Override
    public int hashCode() {
      return System.identityHashCode(program);
    }
  }

  /** These programs, with these sites taking the data, besides those given before. */
  public Programs given(String... names) {
    String remedy = "given(\"x\") with the name of the observed site";
    for (String name : Required.of(names, "given", "names", remedy)) {
      Required.name(name, "given", remedy);
    }
    Set<String> all = new LinkedHashSet<>(given);
    all.addAll(List.of(names));
    return new Programs(model, guide, new ArrayList<>(all));
  }

  DrySetting dry(int particles) {
    return DrySetting.along(axes(particles));
  }

  /** The axes that so many draws are made along. */
  public static Axes axes(int particles) {
    return particles > 1 ? PARTICLES : Axes.NONE;
  }

  Derivation derive(Setting setting, Rules rules) {
    if (given.isEmpty()) {
      throw Messages.nothingGiven();
    }
    BoundRequest request = new BoundRequest(model, guide, new LinkedHashSet<>(given), rules);
    return Derivation.of(request, setting).without(setting.countedElsewhere());
  }

  static int requireParticles(int count) {
    if (count < 1) {
      throw Messages.noParticles(count);
    }
    return count;
  }
}

package org.jelbo.dsl.program;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jelbo.dsl.axis.Axes;
import org.jelbo.dsl.axis.Axis;
import org.jelbo.dsl.distribution.Made;
import org.jelbo.dsl.error.JelboException;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.param.Param;

/** What one run of a program did: its sites in program order. */
public final class Trace {
  private final String program;
  private final Map<Key, Site> sites;
  private final Map<Param, Expr> parameters;
  private final Map<Axis.Plate, String> plates;
  private final Set<String> hidden;
  private final List<Made> families;

  Trace(
      String program,
      Map<Key, Site> sites,
      Map<Param, Expr> parameters,
      Map<Axis.Plate, String> plates,
      Set<String> hidden,
      List<Made> families) {
    this.program = program;
    this.sites = Collections.unmodifiableMap(new LinkedHashMap<>(sites));
    this.parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
    this.plates = Map.copyOf(plates);
    this.hidden = Set.copyOf(hidden);
    this.families = List.copyOf(families);
  }

  /**
   * Runs a program.
   *
   * @param program what to run
   * @param name how messages call it, such as {@code the model}
   * @param environment parameters and inputs
   * @param handler answers its random sites
   * @throws JelboException for what the program declares and a scope refuses, and where the
   *     handler's answer does not fit
   */
  public static Trace of(Program program, String name, Environment environment, Handler handler) {
    RunningScope scope = new RunningScope(name, environment, handler);
    Trace trace = scope.run(program);
    Indices.check(trace);
    environment.ran(trace);
    return trace;
  }

  /**
   * Runs a program up to a site: what comes after it is not run.
   *
   * @param last the site's name; a program without it is run to its end
   * @param program what to run
   * @param name how messages call it, such as {@code the guide}
   * @param environment parameters and inputs
   * @param handler answers its random sites
   * @throws JelboException as {@link #of}
   */
  public static Trace upTo(
      String last, Program program, String name, Environment environment, Handler handler) {
    Trace trace = new RunningScope(name, environment, handler).runUpTo(last, program);
    Indices.check(trace);
    environment.ran(trace);
    return trace;
  }

  /** How messages call the program. */
  public String program() {
    return program;
  }

  /** All sites in program order. */
  public List<Site> sites() {
    return List.copyOf(sites.values());
  }

  /** The random sites in program order. */
  public List<Site.Random> randoms() {
    List<Site.Random> randoms = new ArrayList<>();
    for (Site site : sites.values()) {
      if (site instanceof Site.Random random) {
        randoms.add(random);
      }
    }
    return randoms;
  }

  /** The site of a name, if there is one; else the input of that name. */
  public Optional<Site> site(String name) {
    return Optional.ofNullable(sites.getOrDefault(Key.site(name), sites.get(Key.input(name))));
  }

  /** By what sites are found: a site may have the name of an input. */
  record Key(String name, boolean isInput) {
    static Key site(String name) {
      return new Key(name, false);
    }

    static Key input(String name) {
      return new Key(name, true);
    }
  }

  /** The random site of a name, if there is one. */
  public Optional<Site.Random> random(String name) {
    return site(name).filter(Site.Random.class::isInstance).map(Site.Random.class::cast);
  }

  /**
   * The log-density of all values of the run together, in nats: of random sites and factors, summed
   * over the plates they stand in, what is masked left out. {@code [particles..., enumerations...]}
   *
   * @throws JelboException where a density counts along the rows of the data, and no value of the
   *     run has them
   */
  public Expr logDensity() {
    return JointDensity.of(this);
  }

  /** The parameters that were read and their values, in the order of the first reads. */
  public Map<Param, Expr> parameters() {
    return parameters;
  }

  /** All plates that were opened. */
  public Axes plates() {
    return Axes.of(plates.keySet());
  }

  /** The Java line that opened a plate first; empty where the run opened none such. */
  public Optional<String> line(Axis plate) {
    return plate instanceof Axis.Plate key
        ? Optional.ofNullable(plates.get(key))
        : Optional.empty();
  }

  /** The sites that were answered without being listed, see {@link Block}. */
  public Set<String> hidden() {
    return hidden;
  }

  /** The families that the run made, for its sites and elsewhere, in their order. */
  public List<Made> families() {
    return families;
  }

  /** Where a site of this run stands, such as {@code the model, plate 'images'}. */
  public String place(Site site) {
    return Place.of(program, site.plates());
  }
}

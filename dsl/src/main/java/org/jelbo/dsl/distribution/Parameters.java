package org.jelbo.dsl.distribution;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jelbo.dsl.error.JelboException;
import org.jelbo.dsl.error.Required;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.expr.ExprGraph;
import org.tensorflow.ndarray.Shape;

/** Parameters of a family and the event shape they make together. */
public final class Parameters {
  private Parameters() {}

  /** Two parameters by name, in this order. */
  public static Map<String, Expr> of(String first, Expr a, String second, Expr b) {
    Map<String, Expr> parameters = new LinkedHashMap<>();
    parameters.put(first, a);
    parameters.put(second, b);
    return Collections.unmodifiableMap(parameters);
  }

  /** Parameters by name, in this order. */
  static Map<String, Expr> joined(Map<String, Expr> first, Map<String, Expr> then) {
    Map<String, Expr> parameters = new LinkedHashMap<>(first);
    parameters.putAll(then);
    return Collections.unmodifiableMap(parameters);
  }

  /**
   * Refuses a parameter that is not there, and a host constant of which an entry is below the least
   * or not finite.
   */
  static Expr required(String family, String name, Expr parameter, double least) {
    present(family, name, parameter);
    if (parameter.isConstant()) {
      for (double value : parameter.constant()) {
        if (!(value >= least) || value == Double.POSITIVE_INFINITY) {
          throw Messages.notFinite(family, name, value);
        }
      }
    }
    return parameter;
  }

  /** Refuses a parameter that is not there. */
  static Expr present(String family, String name, Expr parameter) {
    Required.of(parameter, family, name, "Expr.of(0), or a value of the program");
    ExprGraph.tell(family, Map.of(name, parameter));
    return parameter;
  }

  /** Refuses a parameter that is not there, and a host constant that is not positive or finite. */
  static Expr positive(String family, String name, Expr parameter) {
    Required.of(parameter, family, name, "Expr.of(1), or a value of the program");
    required(family, name, parameter, -Double.MAX_VALUE);
    if (parameter.isConstant()
        && !Arrays.stream(parameter.constant()).allMatch(value -> value > 0)) {
      throw Messages.notPositive(family, name, parameter.constant());
    }
    return parameter;
  }

  /** Refuses a parameter that is not there, and a host constant that is not above 0 and below 1. */
  static Expr fraction(String family, String name, Expr parameter) {
    required(family, name, parameter, -Double.MAX_VALUE);
    if (parameter.isConstant()) {
      for (double value : parameter.constant()) {
        if (value <= 0 || value >= 1) {
          throw Messages.notFraction(family, name, value);
        }
      }
    }
    return parameter;
  }

  /** Refuses a parameter that is not there, and a host constant outside of 0 to 1. */
  static Expr probabilities(String family, String name, Expr parameter) {
    required(family, name, parameter, -Double.MAX_VALUE);
    if (parameter.isConstant()) {
      for (double value : parameter.constant()) {
        if (!(value >= 0 && value <= 1)) {
          throw Messages.noProbability(family, name, value);
        }
      }
    }
    return parameter;
  }

  /** Refuses a parameter that is not there, and a host constant that is no count. */
  static Expr wholeNumbers(String family, String name, Expr parameter) {
    required(family, name, parameter, -Double.MAX_VALUE);
    if (parameter.isConstant()) {
      for (double value : parameter.constant()) {
        if (value < 0 || value != Math.rint(value)) {
          throw Messages.noCount(family, name, value);
        }
      }
    }
    return parameter;
  }

  /** Refuses two host constants that differ, for a divergence that needs them equal. */
  static void requireEqual(String family, String name, Expr a, Expr b) {
    if (a.isConstant() && b.isConstant()) {
      for (double difference : a.minus(b).constant()) {
        if (difference != 0) {
          throw Messages.parametersDiffer(family, name);
        }
      }
    }
  }

  /**
   * The broadcast of two parameters' event shapes.
   *
   * @param family the family's name, for the message
   * @throws JelboException where they do not fit
   */
  public static Shape eventShape(String family, Expr a, Expr b) {
    try {
      return Expr.filled(0, a.eventShape()).plus(Expr.filled(0, b.eventShape())).eventShape();
    } catch (JelboException e) {
      throw Messages.parametersDoNotFit(family, a.eventShape(), b.eventShape(), e);
    }
  }

  /**
   * A parameter repeated to fill the event: a mean or an entropy that lacks some of the entries.
   *
   * @param eventShape of the distribution
   */
  public static Expr filling(Expr parameter, Shape eventShape) {
    return parameter.eventShape().equals(eventShape)
        ? parameter
        : parameter.times(Expr.filled(1, eventShape));
  }

  /** Infinity where the condition is 0, else 0; no gradient flows. */
  static Expr infinityWhereNot(Expr condition) {
    return Expr.of(Double.POSITIVE_INFINITY).keptWhere(Expr.of(1).minus(condition));
  }

  /** No number where the condition is 0, else 0; no gradient flows. */
  static Expr undefinedWhereNot(Expr condition) {
    return Expr.of(Double.NaN).keptWhere(Expr.of(1).minus(condition));
  }
}

package org.jelbo.inference.compilation;

import java.util.Collection;
import org.jelbo.dsl.error.JelboException;
import org.jelbo.dsl.error.NearestName;
import org.jelbo.dsl.error.Subject;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.param.Param;
import org.tensorflow.ndarray.Shape;

/** What is refused of parameters, of what layers keep in them, and of the optimizer's slots. */
final class ParameterMessages {
  private ParameterMessages() {}

  static JelboException parameterChanged(String name) {
    return JelboException.here(
        Subject.parameter(name),
        "expected the parameters that the programs declared when they were compiled, but this one"
            + " is new or has changed",
        "programs that declare the same parameters in every run");
  }

  static JelboException outsideSupport(Param param, double found) {
    return JelboException.of(
        Subject.parameter(param.name()),
        "expected values inside its support, "
            + param.support()
            + ", and not at its ends, but got "
            + found,
        "constant(...) with a value inside");
  }

  static JelboException noSuchParameter(String name, Collection<String> known) {
    return JelboException.of(
        Subject.parameter(name),
        "expected one of " + known,
        NearestName.of(name, known)
            .map(nearest -> "'" + nearest + "'")
            .orElse("one of these names"));
  }

  static JelboException noneForOptimizer(String name, Collection<String> trained) {
    return JelboException.of(
        Subject.parameter(name),
        "expected the name of a trained parameter, which the optimizer is told of, but there are "
            + trained,
        NearestName.of(name, trained)
            .map(nearest -> "'" + nearest + "'")
            .orElse("one of these names"));
  }

  static JelboException keptAndTrained(Param param) {
    return JelboException.of(
        Subject.parameter(param.name()),
        "expected a parameter that is not trained, to keep numbers of steps in, but the optimizer"
            + " moves this one",
        "untrained()");
  }

  static JelboException keptNotScalar(Param param, Expr found) {
    return JelboException.of(
        Subject.parameter(param.name()),
        "expected one number to keep the mean of, but got axes "
            + found.axes()
            + " and event shape "
            + found.eventShape(),
        "Reductions.meanOver(value, axis)");
  }

  static JelboException meanKeptTwice(Param param) {
    return JelboException.of(
        Subject.parameter(param.name()),
        "expected one number of a step to be kept in it, but there are two",
        "a parameter of its own for each");
  }

  static JelboException wrongLength(String name, Shape shape, int found) {
    return JelboException.of(
        Subject.parameter(name),
        "expected " + shape.size() + " numbers for shape " + shape + ", but got " + found,
        "as many numbers as the shape has entries");
  }

  static JelboException nameTaken(String name) {
    return JelboException.of(
        Subject.parameter(name),
        "expected a name that the optimizer does not use, but it keeps a variable of this name",
        "another name for the parameter");
  }

  static JelboException slotReserved(String slot) {
    return JelboException.of(
        "slot '" + slot + "' of the optimizer",
        "expected a name that checkpoints do not use themselves, but those that begin with '"
            + Param.RESERVED
            + "' are their own",
        "another name, such as sgd.momentum");
  }

  static JelboException keptTwice(Param param) {
    return JelboException.of(
        kept(param),
        "expected one term of the objective to norm by its batch in a step, but two do",
        "a layer with a path of its own for each term, or LayerNorm");
  }

  static JelboException keptOfShards(Param param, int shards) {
    return JelboException.of(
        kept(param),
        "expected a batch in one piece, whose mean and variance the layer norms by, but it is cut"
            + " into "
            + shards
            + " shards",
        "shards(1), or LayerNorm");
  }

  static JelboException keptUnderWeights(Param param) {
    return JelboException.of(
        kept(param),
        "expected importance weights of single rows, but in training the layer norms each row by"
            + " its batch, and the logarithm of their mean bounds nothing",
        "Elbo to train by, and the weights when it is evaluated, or LayerNorm");
  }

  private static String kept(Param param) {
    return "layer '" + param.path() + "'";
  }
}

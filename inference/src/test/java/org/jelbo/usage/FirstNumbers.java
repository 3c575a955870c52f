package org.jelbo.usage;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jelbo.dsl.distribution.Normal;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.nn.Mlp;
import org.jelbo.dsl.param.Param;
import org.jelbo.dsl.program.Scope;
import org.jelbo.inference.compilation.Measurement;
import org.jelbo.inference.compilation.Values;
import org.jelbo.inference.data.Column;
import org.jelbo.inference.data.Data;
import org.jelbo.inference.data.Feed;
import org.jelbo.inference.evaluation.Accuracy;
import org.jelbo.inference.evaluation.Evidence;
import org.jelbo.inference.objective.Elbo;
import org.jelbo.inference.objective.MaximumLikelihood;
import org.jelbo.inference.objective.Objective;
import org.jelbo.inference.training.Draws;
import org.jelbo.inference.training.Evaluation;
import org.jelbo.inference.training.Trainer;

/**
 * The first numbers that an answer gives: a result's own; of a trainer the losses of its steps; of
 * an objective that of one step on made data; of a part of a program that of one in which it makes
 * the mean of what is observed.
 */
final class FirstNumbers {
  private FirstNumbers() {}

  /** The numbers, one or more. */
  static List<Double> of(Object answer) {
    if (answer instanceof Trainer trainer) {
      return losses(trainer);
    } else if (answer instanceof Objective objective) {
      return losses(fed(objective));
    } else if (answer instanceof Feed feed) {
      Elbo elbo = Elbo.of(UsualPrograms.MODEL, UsualPrograms.GUIDE).given("x");
      return losses(Trainer.of(elbo).feed(feed).steps(1));
    } else if (answer instanceof Param param) {
      return ofMean(p -> p.param(param));
    } else if (answer instanceof Mlp network) {
      return ofMean(p -> network.apply(p, Expr.of(new double[2])));
    } else if (answer instanceof Expr value) {
      return ofMean(p -> value);
    } else if (answer instanceof Column column) {
      Data data = Data.of(column, Column.ofDoubles("observed", new double[column.rows()]));
      Function<Scope, Expr> read = p -> p.input(column.name(), column.eventShape().asArray());
      return losses(Trainer.of(likelihood(read)).feed(data.batch(column.rows())).steps(1));
    }
    return ofResult(answer);
  }

  private static List<Double> ofResult(Object answer) {
    if (answer instanceof Measurement measured) {
      return List.of(measured.value());
    } else if (answer instanceof Evaluation evaluation) {
      return List.of(evaluation.value());
    } else if (answer instanceof Evidence evidence) {
      return List.of(evidence.value());
    } else if (answer instanceof Accuracy accuracy) {
      return List.of(accuracy.value());
    } else if (answer instanceof Draws draws) {
      return draws.sites().stream().flatMap(site -> entries(draws.of(site)).stream()).toList();
    } else if (answer instanceof Map<?, ?> gradients) {
      return gradients.values().stream()
          .flatMap(values -> entries((Values) values).stream())
          .toList();
    }
    throw new AssertionError("no way to numbers of " + answer);
  }

  private static List<Double> entries(Values values) {
    List<Double> entries = new ArrayList<>();
    for (double value : values.toArray()) {
      entries.add(value);
    }
    return entries;
  }

  private static List<Double> losses(Trainer trainer) {
    List<Double> losses = new ArrayList<>();
    trainer.listener(report -> losses.add(report.value())).run().close();
    return losses;
  }

  private static Trainer fed(Objective objective) {
    Data data = MadeData.of(objective);
    Trainer trainer = Trainer.of(objective).steps(1);
    for (String feed : objective.feeds()) {
      trainer = trainer.feed(feed, data.batch(data.rows()));
    }
    return trainer;
  }

  private static List<Double> ofMean(Function<Scope, Expr> mean) {
    return losses(fed(likelihood(mean)));
  }

  private static Objective likelihood(Function<Scope, Expr> mean) {
    return MaximumLikelihood.of(
            p ->
                p.plate(
                    "rows", () -> p.sample("observed", Normal.of(mean.apply(p).sum(), Expr.of(1)))))
        .given("observed");
  }
}

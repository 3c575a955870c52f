package org.jelbo.usage;

import static org.jelbo.dsl.nn.Activation.ELU;

import java.nio.file.Path;
import java.util.List;
import org.jelbo.dsl.distribution.Bernoulli;
import org.jelbo.dsl.distribution.Normal;
import org.jelbo.dsl.distribution.OneHotCategorical;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.nn.Mlp;
import org.jelbo.dsl.program.Program;
import org.jelbo.inference.data.Column;
import org.jelbo.inference.data.Data;
import org.jelbo.inference.objective.Elbo;
import org.jelbo.inference.objective.GuideLikelihood;
import org.jelbo.inference.objective.Objective;
import org.jelbo.inference.optimizer.Adam;
import org.jelbo.inference.training.Draws;
import org.jelbo.inference.training.Evaluation;
import org.jelbo.inference.training.Fit;
import org.jelbo.inference.training.Predictive;
import org.jelbo.inference.training.Trainer;
import org.tensorflow.ndarray.Shape;

/** The README's code, between the lines marked with its heading. */
final class ReadmeExample {
  private ReadmeExample() {}

  static Elbo programs() {
    // README: programs
    Mlp encoder = Mlp.of("encoder", 300, 300, 20).activation(ELU);
    Mlp decoder = Mlp.of("decoder", 300, 300, 784).activation(ELU);

    Program model =
        p ->
            p.plate(
                "images",
                () -> {
                  Expr z = p.sample("z", Normal.standard(10));
                  p.sample("x", Bernoulli.ofLogits(decoder.apply(p, z)));
                });
    Program guide =
        p ->
            p.plate(
                "images",
                () -> {
                  List<Expr> h = encoder.apply(p, p.input("x", 784)).split(2);
                  p.sample("z", Normal.ofMeanAndVariance(h.get(0), h.get(1).softplus().plus(1e-8)));
                });

    Elbo elbo = Elbo.of(model, guide).given("x");
    // README: end
    return elbo;
  }

  static Objective labels() {
    Mlp classifier = Mlp.of("classifier", 300, 300, 10);
    Mlp encoder = Mlp.of("encoder", 300, 300, 128).activation(ELU);
    Mlp decoder = Mlp.of("decoder", 300, 300, 784).activation(ELU);
    // README: labels
    Program model =
        p ->
            p.plate(
                "images",
                () -> {
                  Expr y = p.sample("y", OneHotCategorical.uniform(10));
                  Expr z = p.sample("z", Normal.standard(64));
                  p.sample("x", Bernoulli.ofLogits(decoder.apply(p, z, y)));
                });
    Program guide =
        p ->
            p.plate(
                "images",
                () -> {
                  Expr x = p.input("x", 784);
                  Expr y = p.sample("y", OneHotCategorical.ofLogits(classifier.apply(p, x)));
                  List<Expr> h = encoder.apply(p, x, y).split(2);
                  p.sample("z", Normal.ofMeanAndVariance(h.get(0), h.get(1).softplus().plus(1e-8)));
                });

    Objective objective =
        Objective.sum(
            Elbo.of(model, guide).given("x").from("unlabelled"),
            GuideLikelihood.of(guide, "y").from("labelled").weight(100));
    // README: end
    return objective;
  }

  static Evaluation training(Elbo elbo, byte[] pixels, byte[] heldOut, int steps, Path parameters) {
    // README: training
    Data train = Data.of(Column.ofBytes("x", pixels, 784).scaled(255).binarized());
    Data test = Data.of(Column.ofBytes("x", heldOut, 784).scaled(255).binarized());

    try (Fit fit =
        Trainer.of(elbo).optimizer(Adam.of(1e-3)).feed(train.batch(100)).steps(steps).run()) {
      fit.sample(200).meanOf("x"); // 200 images the model imagines
      fit.encode(test).meanOf("z"); // where the guide puts the held-out images
      fit.save(parameters); // numpy.load reads it too
      return fit.evaluate(test, 5); // -ELBO and its parts, in nats per image, 5 draws each
    }
    // README: end
  }

  static Draws asking(Fit fit, Data test) {
    // README: asking
    fit.predict(Predictive.posterior(test).draws(50)).of("x"); // [draws, images, 784]
    fit.predict(Predictive.imputing(test)).of("x"); // what p.masked left out is drawn
    return fit.predict(Predictive.prior(8).seed(1).doing("z", Expr.filled(0, Shape.of(10))));
    // README: end
  }

  static Fit together(Elbo elbo, Data sharp, Data blurred) {
    // README: together
    Objective both = Objective.sum(elbo.from("sharp"), elbo.from("blurred").weight(0.5));
    return Trainer.of(both)
        .feed("sharp", sharp.batch(100))
        .feed("blurred", blurred.batch(20))
        .steps(3)
        .run();
    // README: end
  }

  /** The README's decoder that ends in 20 units, with the guide above. */
  static Elbo mistaken() {
    Mlp decoder = Mlp.of("decoder", 300, 20).activation(ELU);
    Program model =
        p ->
            p.plate(
                "images",
                () -> {
                  Expr z = p.sample("z", Normal.standard(10));
                  p.sample("x", Bernoulli.ofLogits(decoder.apply(p, z)));
                });
    return Elbo.of(model, programs().programs().guide()).given("x");
  }
}

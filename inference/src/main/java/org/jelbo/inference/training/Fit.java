package org.jelbo.inference.training;

import java.nio.file.Path;
import java.util.List;
import org.jelbo.dsl.error.JelboException;
import org.jelbo.dsl.error.Required;
import org.jelbo.dsl.param.Param;
import org.jelbo.inference.compilation.Compilation;
import org.jelbo.inference.compilation.Compiled;
import org.jelbo.inference.compilation.Device;
import org.jelbo.inference.compilation.Guard;
import org.jelbo.inference.data.Data;
import org.jelbo.inference.data.Datasets;
import org.jelbo.inference.evaluation.Accuracy;
import org.jelbo.inference.evaluation.Evidence;
import org.jelbo.inference.evaluation.EvidenceEstimator;
import org.jelbo.inference.objective.Explanation;
import org.jelbo.inference.objective.Objective;
import org.jelbo.inference.optimizer.Optimizer;
import org.jelbo.inference.runtime.Machine;

/**
 * A trained model: its programs and parameters. Owns native memory: close it; using it afterwards
 * is refused. Of several threads one is served at a time, while the others wait.
 */
public final class Fit implements AutoCloseable {
  private final Compiled compiled;
  private final Objective predicted;
  private final Guard guard;

  Fit(Compiled compiled) {
    this(compiled, compiled.objective());
  }

  private Fit(Compiled compiled, Objective predicted) {
    this.compiled = compiled;
    this.predicted = predicted;
    guard = compiled.guard().saying(Messages::closed);
  }

  /**
   * A model before any training: its parameters at their start from seed 0, in float32.
   *
   * @param objective the programs
   * @throws JelboException where the objective is refused before its first step
   */
  public static Fit start(Objective objective) {
    return new Fit(Compilation.of(objective).compile());
  }

  /**
   * As {@link #restore(Objective, Path, Device)}, on the processor.
   *
   * @throws JelboException for a file that is none, or lacks parameters of the objective
   */
  public static Fit restore(Objective objective, Path parameters) {
    return restore(objective, parameters, Device.CPU);
  }

  /**
   * A model that was trained before, in the precision of the file, wherever it was trained.
   *
   * @param objective the programs, as they were when the parameters were saved
   * @param parameters written by {@link #save}
   * @param device where it is computed from now on
   * @throws JelboException as {@link #restore(Objective, Path)}, and for a device that is not there
   */
  public static Fit restore(Objective objective, Path parameters, Device device) {
    Required.of(objective, "restore", "an objective", "Elbo.of(model, guide).given(\"x\")");
    Required.of(parameters, "restore", "a file", "restore(objective, Path.of(\"vae.npz\"))");
    return new Fit(Checkpoints.compiled(objective, parameters, device));
  }

  /**
   * This fit for predictions of one term of a sum: {@link #sample}, {@link #encode}, {@link
   * #reconstruct}, {@link #logLikelihood} and {@link #accuracy} use its programs and what is given
   * in it, and {@link #explain} is of it alone. Without this, they use those of the first term that
   * has a model, and are refused where such terms have different models or guides.
   *
   * @param term its name
   * @return the same parameters: closing one closes the other
   * @throws JelboException where there is none
   */
  public Fit predicting(String term) {
    Required.name(term, "predicting", "the name of a term of the sum");
    guard.requireOpen();
    return new Fit(compiled, compiled.term(term).term());
  }

  /**
   * This model with averages of its parameters, as its {@link Optimizer#averaged optimizer} kept
   * them, to be measured, drawn from and saved: a copy, close both.
   *
   * @throws JelboException where no step was averaged here
   */
  public Fit averaged() {
    return guard.whileOpen(() -> new Fit(Checkpoints.averaged(compiled), predicted));
  }

  /**
   * As {@link #evaluate(Data, int, long)}, with the draws of seed 0.
   *
   * @throws JelboException for a sum that reads other feeds, and data that lack a column
   */
  public Evaluation evaluate(Data data, int repeats) {
    return evaluate(data, repeats, 0);
  }

  /**
   * The loss over all rows, each drawn {@code repeats} times with the objective's particles: that
   * of {@code Iwae} with 50 particles is {@code -IWAE_50}. A weight of kl that changes is that of
   * {@link #steps}. Batches weigh as many as they have rows. Of an objective whose terms all read
   * the feed without a name.
   *
   * @param repeats at least 1
   * @param seed of the draws and of binarized columns
   * @throws JelboException as {@link #evaluate(Data, int)}
   */
  public Evaluation evaluate(Data data, int repeats, long seed) {
    return guard.whileOpen(() -> TermsEvaluation.of(compiled, data, repeats, seed));
  }

  /**
   * As {@link #evaluate(Datasets, int, long)}, with the draws of seed 0.
   *
   * @throws JelboException for a feed without data, and data that lack a column
   */
  public Evaluation evaluate(Datasets data, int repeats) {
    return evaluate(data, repeats, 0);
  }

  /**
   * The loss of a sum over all rows of each term's data, each drawn {@code repeats} times. The
   * parts are called {@code TERM/PART}, with {@code TERM/loss} for the loss of the term; they are
   * not weighted.
   *
   * @param data for every feed that a term reads
   * @param repeats at least 1
   * @param seed of the draws and of binarized columns
   * @throws JelboException as {@link #evaluate(Datasets, int)}
   */
  public Evaluation evaluate(Datasets data, int repeats, long seed) {
    Datasets all = Required.of(data, "evaluate", "data", "Datasets.of(\"images\", data)");
    return guard.whileOpen(() -> TermsEvaluation.of(compiled, all, repeats, seed));
  }

  /**
   * The evidence of each row by importance sampling with the guide.
   *
   * @param particles draws for each row, at least 1
   * @throws JelboException as {@link EvidenceEstimator#run(Compiled, Data)}
   */
  public Evidence logLikelihood(Data data, int particles) {
    return logLikelihood(data, EvidenceEstimator.of(particles));
  }

  /** The evidence of each row by importance sampling with the guide. */
  public Evidence logLikelihood(Data data, EvidenceEstimator estimator) {
    String remedy = "EvidenceEstimator.of(1_000)";
    Required.of(estimator, "logLikelihood", "an estimator", remedy);
    return guard.whileOpen(() -> estimator.run(compiled, predicted, data));
  }

  /**
   * How often the most probable value of a finite site is the one that the data have.
   *
   * @param labelled has a column of the site's name
   * @param site of the guide, or of the model where the guide samples nothing; given, or not
   * @throws JelboException as {@link Accuracy#of}
   */
  public Accuracy accuracy(Data labelled, String site) {
    return accuracy(labelled, site, 1);
  }

  /**
   * The same where the site depends on latents that are drawn: probabilities are averaged over
   * their draws.
   *
   * @param labelled has a column of the site's name
   * @param site of the guide, or of the model where the guide samples nothing; given, or not
   * @param draws at least 1
   * @throws JelboException as {@link Accuracy#of}
   */
  public Accuracy accuracy(Data labelled, String site, int draws) {
    return guard.whileOpen(() -> Accuracy.of(compiled, predicted, labelled, site, draws));
  }

  /**
   * Draws from the model, latents included, with the noise of seed 0.
   *
   * @param rows how many, at least 1
   * @throws JelboException for a model with inputs
   */
  public Draws sample(int rows) {
    return predict(Predictive.prior(rows));
  }

  /** Draws from the model at the inputs of each row, given sites and latents included. */
  public Draws sample(Data data) {
    return predict(Predictive.prior(data));
  }

  /** What the guide says of each row: one draw of its latents, with their means and variances. */
  public Draws encode(Data data) {
    return predict(Predictive.guide(data));
  }

  /** The model at a draw of the guide's latents for each row: its given sites drawn anew. */
  public Draws reconstruct(Data data) {
    return predict(Predictive.posterior(data));
  }

  /**
   * Draws of all sites. What stands outside the plate of the data is drawn once for all rows, and
   * once more for each of several draws.
   *
   * @throws JelboException for what the programs cannot be asked, and data that lack a column
   */
  public Draws predict(Predictive wanted) {
    Required.of(wanted, "predict", "what is wanted", "Predictive.prior(200)");
    return guard.whileOpen(() -> DrawnChunks.of(compiled, predicted, wanted));
  }

  /** The parameters in the order they were declared. */
  public List<Param> parameters() {
    guard.requireOpen();
    return compiled.parameters();
  }

  /**
   * A parameter's numbers, row-major.
   *
   * @throws JelboException where there is none of this name
   */
  public double[] parameter(String name) {
    guard.requireOpen();
    Required.name(name, "parameter", "one of parameters()");
    if (compiled.parameters().stream().noneMatch(param -> param.name().equals(name))) {
      throw Messages.noParameter(name, compiled.parameters());
    }
    return guard.whileOpen(() -> compiled.values(name));
  }

  /** SHA-256 of all parameters' names, shapes and numbers, hexadecimal. */
  public String digest() {
    return guard.whileOpen(() -> Checkpoints.digest(compiled));
  }

  /**
   * Where it runs. Draws and losses of equal seeds are equal to the last bit on equal machines; on
   * another processor, with another number of threads or on another device the last digits may
   * differ. Files of parameters and checkpoints say where they were written.
   */
  public Machine machine() {
    guard.requireOpen();
    return compiled.machine();
  }

  /** How many training steps were done. */
  public long steps() {
    return guard.whileOpen(compiled::steps);
  }

  /** How the loss is derived, site by site, and its formula; of {@link #predicting} one term. */
  public Explanation explain() {
    guard.requireOpen();
    return predicted.explain();
  }

  /**
   * Writes the parameters as a NumPy archive, {@code name.npy} for each, replacing the file at
   * once. It holds no data. Of a parameter with a support it holds the free numbers, under a name
   * that says so.
   *
   * @param file usually ending in {@code .npz}
   * @throws JelboException where the file cannot be written
   */
  public void save(Path file) {
    Required.of(file, "save", "a file", "save(Path.of(\"vae.npz\"))");
    guard.runWhileOpen(() -> Checkpoints.saveParameters(compiled, file));
  }

  /**
   * Writes parameters, the optimizer's slots and the step, to go on from with {@link
   * Trainer#resume}. It holds no data.
   *
   * @param file usually ending in {@code .npz}
   * @throws JelboException where it was not trained here, and where the file cannot be written
   */
  public void checkpoint(Path file) {
    Required.of(file, "checkpoint", "a file", "checkpoint(Path.of(\"vae.npz\"))");
    guard.runWhileOpen(() -> Checkpoints.save(compiled, file));
  }

  /** Frees the parameters; closing again does nothing. */
  @Override
  public void close() {
    compiled.close();
  }
}

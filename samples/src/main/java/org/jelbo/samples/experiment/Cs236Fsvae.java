package org.jelbo.samples.experiment;

import com.google.gson.JsonObject;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jelbo.dsl.error.JelboException;
import org.jelbo.inference.training.Listener;
import org.jelbo.models.fsvae.FsvaeSettings;

/**
 * The last row of Stanford CS236's second assignment (2018): the fully supervised autoencoder on
 * coloured house numbers, shown as a grid of ten digits in twenty styles. A judge trained on the
 * same real images says how many cells of the grid show the digit of their row; where it comes to
 * little on real images, as on a few hundred of SVHN, it says little about the grid.
 */
public final class Cs236Fsvae {
  /** The experiment's name. */
  public static final String NAME = "cs236-fsvae";

  private static final long JUDGE_STEPS = 5_000;

  private final DigitData data;
  private final Training training;
  private final long judgeSteps;

  private Cs236Fsvae(DigitData data, Training training, long judgeSteps) {
    this.data = data;
    this.training = training;
    this.judgeSteps = judgeSteps;
  }

  /** The model. */
  public static BundledModel model() {
    return new SupervisedModel(FsvaeSettings.standard());
  }

  /**
   * An experiment that has not run.
   *
   * @param data of a source that the model has
   * @param steps of training the model, at least 1
   * @param seed of parameters, batches and noise
   */
  public static Cs236Fsvae of(DigitData data, long steps, long seed) {
    return new Cs236Fsvae(data, Training.of(model(), data, steps, seed), JUDGE_STEPS);
  }

  /** The same experiment; where something fails after training, the folder holds the state. */
  public Cs236Fsvae checkpoints(RunFolder folder) {
    return new Cs236Fsvae(data, training.checkpoints(folder), judgeSteps);
  }

  /** The same experiment with other training of the judge. */
  Cs236Fsvae judgeSteps(long steps) {
    return new Cs236Fsvae(data, training, steps);
  }

  /**
   * Trains model and judge and measures; the result is to be closed.
   *
   * @param listener hears of the steps of the model
   */
  public Result run(Listener listener) {
    TrainedRun trained = training.run(listener);
    try (DigitJudge judge = DigitJudge.of(data.train(), judgeSteps, training.seed())) {
      Map<String, Double> accuracies = new LinkedHashMap<>();
      StyleGrid grid = StyleGrid.of(trained.fit(), training.seed());
      accuracies.put("gridAccuracy", grid.accuracy(judge));
      accuracies.put("judgeAccuracy", judge.accuracy(DigitData.labelled(data.test())));
      return new Result(trained, accuracies, judgeSteps);
    } catch (JelboException e) {
      JelboException kept = trained.kept(e);
      trained.close();
      throw kept;
    } catch (RuntimeException | Error e) {
      e.addSuppressed(trained.kept(Messages.failedAfterTraining()));
      trained.close();
      throw e;
    }
  }

  /** A trained and judged model. Owns native memory: close it. */
  public static final class Result implements AutoCloseable {
    private final TrainedRun trained;
    private final Map<String, Double> accuracies;
    private final long judgeSteps;

    private Result(TrainedRun trained, Map<String, Double> accuracies, long judgeSteps) {
      this.trained = trained;
      this.accuracies = accuracies;
      this.judgeSteps = judgeSteps;
    }

    /** The trained model; it is closed with this. */
    public TrainedRun trained() {
      return trained;
    }

    /**
     * Bounds of the held-out images in nats per image; {@code gridAccuracy}, the share of the
     * grid's cells that the judge takes for their row's digit; and {@code judgeAccuracy}, the share
     * of held-out real images that it reads right.
     */
    public Map<String, Double> measured() {
      Map<String, Double> measured = new LinkedHashMap<>(trained.measured());
      measured.putAll(accuracies);
      return measured;
    }

    /** The result as an object: experiment, seed, steps, seconds, measured, provenance. */
    public JsonObject summary() {
      JsonObject summary = trained.summary();
      summary.addProperty("experiment", NAME);
      summary.add("measured", Bounds.asJson(measured()));
      summary.getAsJsonObject("provenance").addProperty("judgeSteps", judgeSteps);
      return summary;
    }

    @Override
    public void close() {
      trained.close();
    }
  }
}

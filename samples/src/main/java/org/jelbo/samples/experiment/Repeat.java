package org.jelbo.samples.experiment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.LongFunction;
import org.jelbo.inference.training.Listener;
import org.jelbo.samples.report.Picture;

/**
 * One repeat of a trial.
 *
 * @param seed of parameters, batches and noise
 * @param state the file for the state of a training, to go on from
 * @param folder for pictures and parameters; made where it is missing
 * @param listeners made from a number of steps, hear of a training's steps
 */
public record Repeat(long seed, Path state, Path folder, LongFunction<Listener> listeners) {
  /** Hears of the steps of a training. */
  public Listener listener(long steps) {
    return listeners.apply(steps);
  }

  /** Writes a picture, {@code NAME.png} in the folder. */
  public void write(String name, Picture picture) {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw Messages.runUnwritable(folder, e);
    }
    picture.write(folder.resolve(name + ".png"));
  }
}

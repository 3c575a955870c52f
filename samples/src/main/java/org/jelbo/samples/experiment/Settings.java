package org.jelbo.samples.experiment;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import org.jelbo.inference.training.Listener;
import org.jspecify.annotations.Nullable;

/**
 * How an experiment is run.
 *
 * @param out a folder for pictures, each trial's result and the state of its training: a call that
 *     was interrupted goes on from there, and nothing is done twice
 * @param dataDir the folder of the files that it reads, or null
 * @param seeds of parameters, batches and noise, each once, at least one
 * @param isQuick whether to run a short version: few steps, few repeats, and without a folder of
 *     files a few images drawn by Jelbo
 * @param askedSteps of each training; null for those of the protocol
 * @param progress hears of the steps
 */
public record Settings(
    Path out,
    @Nullable Path dataDir,
    List<Long> seeds,
    boolean isQuick,
    @Nullable Long askedSteps,
    Progress progress) {
  private static final int FEW = 1_000;
  private static final int FEW_HELD_OUT = 200;

  /** Shows the steps of a training. */
  @FunctionalInterface
  public interface Progress {
    /**
     * What hears of a training's steps.
     *
     * @param label what is trained, with its seed
     * @param steps how many there will be
     */
    Listener of(String label, long steps);
  }

  /** Copies and checks the seeds. */
  public Settings {
    seeds = List.copyOf(seeds);
    if (seeds.isEmpty() || new LinkedHashSet<>(seeds).size() < seeds.size()) {
      throw Messages.seeds(seeds.toString());
    }
    if (askedSteps != null) {
      Training.requireSteps(askedSteps);
    }
  }

  /** Seed 0, no folder of files, nothing shown. */
  public static Settings of(Path out) {
    return new Settings(out, null, List.of(0L), false, null, (label, steps) -> report -> {});
  }

  /** With a folder of files. */
  public Settings dataDir(@Nullable Path folder) {
    return new Settings(out, folder, seeds, isQuick, askedSteps, progress);
  }

  /** With other seeds. */
  public Settings seeds(List<Long> others) {
    return new Settings(out, dataDir, others, isQuick, askedSteps, progress);
  }

  /** The short version or not. */
  public Settings quick(boolean quick) {
    return new Settings(out, dataDir, seeds, quick, askedSteps, progress);
  }

  /** With so many steps of each training; null for those of the protocol. */
  public Settings steps(@Nullable Long steps) {
    return new Settings(out, dataDir, seeds, isQuick, steps, progress);
  }

  /** With something that shows the steps. */
  public Settings progress(Progress shown) {
    return new Settings(out, dataDir, seeds, isQuick, askedSteps, shown);
  }

  /** With another folder for what is written. */
  public Settings out(Path folder) {
    return new Settings(folder, dataDir, seeds, isQuick, askedSteps, progress);
  }

  /** The steps that were asked for, or those of the protocol, or few. */
  public long steps(long protocol, long quick) {
    return askedSteps == null ? count(protocol, quick) : askedSteps;
  }

  /** The repeats, draws or particles of the protocol, or few. */
  public int count(int protocol, int quick) {
    return isQuick ? quick : protocol;
  }

  private long count(long protocol, long quick) {
    return isQuick ? quick : protocol;
  }

  /**
   * Images of digits: those of files where there is a folder, else drawn ones; few of them where it
   * is quick.
   */
  public DigitData images(DigitData.Source files, DigitData.Source drawn) {
    if (dataDir != null) {
      return DigitData.of(files, dataDir);
    }
    return isQuick ? DigitData.drawn(drawn, FEW, FEW_HELD_OUT) : DigitData.of(drawn, null);
  }

  /**
   * Seeds from text.
   *
   * @param text whole numbers with commas between them, each once
   */
  public static List<Long> seeds(String text) {
    List<Long> seeds = new ArrayList<>();
    for (String word : text.split(",", -1)) {
      try {
        seeds.add(Long.parseLong(word.strip()));
      } catch (NumberFormatException e) {
        throw Messages.seeds(text);
      }
    }
    if (new LinkedHashSet<>(seeds).size() < seeds.size()) {
      throw Messages.seeds(text);
    }
    return seeds;
  }
}

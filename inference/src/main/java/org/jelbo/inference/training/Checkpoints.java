package org.jelbo.inference.training;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jelbo.dsl.bijector.Bijector;
import org.jelbo.dsl.expr.Precision;
import org.jelbo.dsl.param.Param;
import org.jelbo.dsl.support.Support;
import org.jelbo.inference.compilation.Compilation;
import org.jelbo.inference.compilation.Compiled;
import org.jelbo.inference.compilation.Device;
import org.jelbo.inference.compilation.Values;
import org.jelbo.inference.objective.Objective;
import org.jelbo.inference.optimizer.Averaged;
import org.jelbo.inference.runtime.Machine;
import org.tensorflow.ndarray.Shape;

/** The state of a compiled objective in files, and back. */
final class Checkpoints {
  private static final String STEP = Param.RESERVED + "step";

  /** The largest number from which on not every whole number is a double. */
  private static final double MOST_STEPS = 1L << 53;

  private static final long MORE = 16;
  private static final long HEADERS = 1 << 12;

  private Checkpoints() {}

  static void saveParameters(Compiled compiled, Path file) {
    write(compiled, file, parameterNames(compiled));
  }

  static void save(Compiled compiled, Path file) {
    if (!compiled.trains()) {
      throw Messages.nothingToResume();
    }
    write(compiled, file, compiled.stateNames());
  }

  private static void write(Compiled compiled, Path file, List<String> names) {
    Map<String, NumpyArchive.Array> arrays = arrays(compiled, names);
    Values step = Values.of(Shape.scalar(), new double[] {compiled.steps()});
    arrays.put(STEP, new NumpyArchive.Array(Precision.FLOAT64, step));
    NumpyArchive.write(file, arrays, compiled.machine().text());
  }

  /** An objective with the parameters of a file, in their precision. */
  static Compiled compiled(Objective objective, Path parameters, Device device) {
    Compiled compiled =
        Compilation.of(objective)
            .precision(precision(objective, parameters))
            .device(device)
            .compile();
    try {
      restoreParameters(compiled, parameters);
      return compiled;
    } catch (RuntimeException e) {
      compiled.close();
      throw e;
    }
  }

  /** The same objective with the averages of its parameters. */
  static Compiled averaged(Compiled compiled) {
    List<String> names = compiled.stateNames();
    Map<String, double[]> values = new LinkedHashMap<>();
    boolean isAveraged = false;
    for (Param param : compiled.parameters()) {
      String average = Averaged.SLOT + "/" + param.name();
      boolean has = names.contains(average);
      isAveraged |= has;
      values.put(param.name(), compiled.state(has ? average : param.name()));
    }
    if (!isAveraged || compiled.steps() == 0) {
      throw Messages.nothingAveraged(isAveraged);
    }
    Compiled averages =
        Compilation.of(compiled.objective())
            .precision(compiled.precision())
            .device(compiled.device())
            .compile();
    averages.restore(values, compiled.steps());
    return averages;
  }

  static void restoreParameters(Compiled compiled, Path file) {
    restore(compiled, file, parameterNames(compiled));
  }

  static void restore(Compiled compiled, Path file) {
    restore(compiled, file, compiled.stateNames());
  }

  /** Compares everything before it unpacks anything, and unpacks all before it sets anything. */
  private static void restore(Compiled compiled, Path file, List<String> names) {
    Map<String, Shape> expected = new LinkedHashMap<>();
    names.forEach(name -> expected.put(stored(compiled, name), compiled.stateShape(name)));
    Map<String, double[]> values = new LinkedHashMap<>();
    long step;
    try (NumpyReader reader = NumpyReader.open(file, mostBytes(expected.values()))) {
      step = step(reader, file);
      requireKind(compiled, reader.names(), names, file);
      requireArrays(reader, expected, file);
      for (String name : names) {
        values.put(name, reader.array(stored(compiled, name)).values().toArray());
      }
    }
    compiled.restore(values, step);
  }

  private static long step(NumpyReader reader, Path file) {
    if (!reader.names().contains(STEP)) {
      throw Messages.otherProgram(file, "the array '" + STEP + "'", Messages.some(reader.names()));
    }
    Shape shape = reader.header(STEP).shape();
    if (!shape.equals(Shape.scalar())) {
      throw Messages.otherProgram(file, "'" + STEP + "' []", "'" + STEP + "' " + shape);
    }
    double step = reader.array(STEP).values().scalar();
    if (!(step >= 0 && step <= MOST_STEPS && step == Math.rint(step))) {
      throw Messages.damaged(file, "array '" + STEP + "' holds no number of steps, but " + step);
    }
    return (long) step;
  }

  /** What a file of an objective says of itself, its numbers not read. */
  static Checkpoint described(Objective objective, Path file) {
    Map<String, Shape> expected = new LinkedHashMap<>();
    for (Param param : objective.parameters()) {
      expected.put(stored(param), Bijector.onto(param.support()).freeShape(param.shape()));
    }
    try (NumpyReader reader = NumpyReader.open(file, mostBytes(expected.values()))) {
      long steps = step(reader, file);
      requireThese(reader, expected, file);
      boolean hasSlots = reader.names().size() > expected.size() + 1;
      return new Checkpoint(file, steps, hasSlots, Machine.parsed(reader.comment()));
    }
  }

  private static void requireThese(NumpyReader reader, Map<String, Shape> expected, Path file) {
    expected.forEach(
        (name, shape) -> {
          if (!reader.names().contains(name)) {
            Set<String> found = new LinkedHashSet<>(reader.names());
            found.remove(STEP);
            throw Messages.otherProgram(file, "'" + name + "' " + shape, Messages.some(found));
          }
          Shape found = reader.header(name).shape();
          if (!found.equals(shape)) {
            throw Messages.otherProgram(file, "'" + name + "' " + shape, "'" + name + "' " + found);
          }
        });
  }

  private static void requireArrays(NumpyReader reader, Map<String, Shape> expected, Path file) {
    requireThese(reader, expected, file);
    for (String name : reader.names()) {
      if (!expected.containsKey(name) && !name.equals(STEP)) {
        throw Messages.otherProgram(file, Messages.some(expected.keySet()), "also '" + name + "'");
      }
    }
  }

  /** Parameters alone cannot be gone on from, and a checkpoint has more than them. */
  private static void requireKind(
      Compiled compiled, Set<String> found, List<String> names, Path file) {
    List<String> own = parameterNames(compiled);
    Set<String> parameters =
        own.stream().map(name -> stored(compiled, name)).collect(Collectors.toSet());
    Set<String> others = new LinkedHashSet<>(found);
    others.removeAll(parameters);
    others.remove(STEP);
    if (others.isEmpty() && found.containsAll(parameters) && names.size() > parameters.size()) {
      throw Messages.onlyParameters(file);
    }
    long trained = compiled.parameters().stream().filter(Param::isTrained).count();
    boolean areSlots =
        others.size() % Math.max(1, trained) == 0
            && others.stream().allMatch(name -> own.stream().anyMatch(p -> name.endsWith("/" + p)));
    if (!others.isEmpty() && areSlots && names.size() == parameters.size()) {
      throw Messages.checkpointForParameters(file);
    }
  }

  /** The precision of a file of an objective's parameters. */
  static Precision precision(Objective objective, Path file) {
    List<Shape> shapes = objective.parameters().stream().map(Param::shape).toList();
    try (NumpyReader reader = NumpyReader.open(file, mostBytes(shapes))) {
      return reader.names().stream()
          .findFirst()
          .map(name -> reader.header(name).precision())
          .orElse(Precision.FLOAT32);
    }
  }

  /** Of a file with arrays of these shapes and, as a checkpoint has, with more of the same. */
  private static long mostBytes(Collection<Shape> shapes) {
    long numbers = shapes.stream().mapToLong(Shape::size).sum();
    return MORE * (Double.BYTES * numbers + HEADERS * (shapes.size() + 1));
  }

  static String digest(Compiled compiled) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (String name : parameterNames(compiled)) {
        digest.update(
            (stored(compiled, name) + compiled.stateShape(name)).getBytes(StandardCharsets.UTF_8));
        double[] values = compiled.state(name);
        ByteBuffer bytes = ByteBuffer.allocate(Double.BYTES * values.length);
        for (double value : values) {
          bytes.putDouble(value);
        }
        digest.update(bytes.array());
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  private static Map<String, NumpyArchive.Array> arrays(Compiled compiled, List<String> names) {
    Map<String, NumpyArchive.Array> arrays = new LinkedHashMap<>();
    for (String name : names) {
      Values values = Values.of(compiled.stateShape(name), compiled.state(name));
      arrays.put(stored(compiled, name), new NumpyArchive.Array(compiled.precision(), values));
    }
    return arrays;
  }

  /**
   * The name in the file: free numbers are not the parameter, and those of one support mean nothing
   * to another.
   */
  private static String stored(Compiled compiled, String name) {
    return compiled.parameters().stream()
        .filter(param -> param.name().equals(name))
        .findFirst()
        .map(Checkpoints::stored)
        .orElse(name);
  }

  private static String stored(Param param) {
    boolean isPlain = param.support().equals(Support.reals());
    return isPlain ? param.name() : param.name() + Param.FREE + param.support();
  }

  private static List<String> parameterNames(Compiled compiled) {
    return compiled.parameters().stream().map(Param::name).collect(Collectors.toList());
  }
}

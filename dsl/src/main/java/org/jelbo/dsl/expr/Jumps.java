package org.jelbo.dsl.expr;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.tensorflow.GraphOperation;
import org.tensorflow.Output;

/**
 * Where values jump as functions of random draws: a gradient by way of a draw leaves the jumps out,
 * so that its mean is not the gradient of the mean.
 *
 * <p>A <b>step</b> is a comparison, a rounding, an index or whatever else makes whole numbers or
 * truth values of real ones. Kinks, as those of {@link Expr#relu} and {@link Expr#abs}, are none.
 * An equality is one only of what is constant at times, such as {@code relu}. The comparisons of
 * {@link Branches} are none. A <b>seam</b> is where an {@link Angles#wrapped angle} that makes a
 * turn is read as a number: what has the period {@code 2 pi}, such as its cosine, is not.
 *
 * <p>An <b>end</b> is where a density stops, as that of a uniform distribution does. Beyond it the
 * log-density is minus infinity, and with it the loss: nothing goes unseen, unless an exponential
 * or the like makes a finite number of it.
 *
 * <p>What is behind a {@link Expr#stopGradient} is left out as it is asked to be.
 */
public final class Jumps {
  /** What makes a jump. */
  public enum Kind {
    /** A comparison, a rounding or an index. */
    STEP,
    /** An angle read as a number. */
    SEAM,
    /** A density that is 0 beyond. */
    END
  }

  /**
   * A place where a value jumps.
   *
   * @param op that makes it
   * @param function what it is called
   * @param of the draws that it is computed from directly
   * @param <K> what draws are called
   */
  public record Jump<K>(Kind kind, GraphOperation op, String function, Set<K> of) {}

  private static final Set<String> EQUALITIES = Set.of("Equal", "NotEqual");
  private static final Set<String> MODULO =
      Set.of("FloorDiv", "FloorMod", "Mod", "TruncateDiv", "TruncateMod");
  private static final Set<String> QUOTIENTS = Set.of("Div", "RealDiv", "DivNoNan");
  private static final Set<String> SUMS = Set.of("Add", "AddV2", "Sub");
  private static final Set<String> BENT = Set.of("Abs", "Relu");
  private static final Set<String> FLAT =
      Set.of("Maximum", "Minimum", "Relu", "Relu6", "ClipByValue", "Select", "SelectV2");

  private static final Map<String, String> NAMES =
      Map.ofEntries(
          Map.entry("Less", "lessThan"),
          Map.entry("Floor", "floor"),
          Map.entry("ArgMax", "argMax"),
          Map.entry("NotEqual", "keptWhere"),
          Map.entry("Mul", "times"),
          Map.entry("Add", "plus"),
          Map.entry("AddV2", "plus"),
          Map.entry("Sub", "minus"),
          Map.entry("Div", "dividedBy"),
          Map.entry("Square", "square"),
          Map.entry("Exp", "exp"),
          Map.entry("Maximum", "maximum"),
          Map.entry("Minimum", "minimum"),
          Map.entry("Sin", "sin of a part of it"),
          Map.entry("Cos", "cos of a part of it"),
          Map.entry("OneHot", "oneHot"),
          Map.entry("GatherV2", "at"));

  /**
   * A value on its way.
   *
   * @param isRandom whether it depends on a draw
   * @param isMoved whether a gradient passes from it to what is moved
   * @param isFlat whether it may be constant where what it is computed from is not
   */
  private record State(boolean isRandom, boolean isMoved, boolean isFlat, Seams.AtTurn atTurn) {
    static final State NONE = new State(false, false, false, Seams.NOTHING);
  }

  private final Ancestry ancestry;
  private final Set<GraphOperation> live;
  private final Set<GraphOperation> discrete;
  private final Set<GraphOperation> averaged;
  private final Set<GraphOperation> drawn;
  private final Set<GraphOperation> moving;
  private final Map<GraphOperation, State> states = new HashMap<>();
  private final Map<GraphOperation, Kind> found = new LinkedHashMap<>();

  private Jumps(Collection<Expr> to, Collection<Expr> drawn, Collection<Expr> moving) {
    this.ancestry = Ancestry.of(to);
    this.live = ancestry.withoutStops(to);
    this.discrete = ancestry.readAsDiscrete();
    this.averaged = ancestry.beforeFinite(to);
    this.drawn = Sources.producers(drawn);
    this.moving = Sources.producers(moving);
    ancestry.nodes().forEach(this::visit);
  }

  /**
   * The jumps between draws and values, where a gradient of the values follows the draws.
   *
   * @param to the values, such as a loss
   * @param drawn what is random
   * @param moving what the gradient is taken with respect to: draws that do not depend on it are
   *     harmless, unless what they are compared with does
   */
  public static <K> List<Jump<K>> between(
      Collection<Expr> to, Map<K, Expr> drawn, Collection<Expr> moving) {
    Jumps jumps = new Jumps(to, drawn.values(), moving);
    List<Jump<K>> all = new ArrayList<>();
    jumps.found.forEach(
        (op, kind) -> {
          Set<K> of = Sources.direct(Set.of(op), drawn);
          Set<K> angles = new LinkedHashSet<>(of);
          angles.removeIf(key -> !jumps.makesTurns(Objects.requireNonNull(drawn.get(key))));
          boolean isOfAngles = kind == Kind.SEAM && !angles.isEmpty();
          all.add(new Jump<>(kind, op, jumps.name(op), isOfAngles ? angles : of));
        });
    return all;
  }

  private boolean makesTurns(Expr draw) {
    return !state(Sources.producer(draw)).atTurn.isNothing();
  }

  private State state(GraphOperation op) {
    return states.getOrDefault(op, State.NONE);
  }

  private void visit(Ancestry.Node node) {
    GraphOperation op = node.op();
    boolean isRandom = drawn.contains(op);
    boolean isMoved = false;
    boolean isFlat = false;
    for (Output<?> input : node.inputs()) {
      State of = state((GraphOperation) input.op());
      isRandom |= of.isRandom;
      isMoved |= of.isMoved;
      isFlat |= of.isFlat;
    }
    boolean isDiscrete = isDiscrete(node);
    boolean isStep =
        isDiscrete && !node.isOfOneTwice() && (isFlat || !EQUALITIES.contains(node.type()));
    if (isStep && isRandom && isMoved && live.contains(op)) {
      kind(op).ifPresent(kind -> found.put(op, kind));
    }
    boolean isCut = isDiscrete || node.isStopOfGradient();
    isMoved = (isMoved && !isCut) || moving.contains(op);
    Seams.AtTurn atTurn = isCut ? Seams.NOTHING : atTurn(node, isRandom, isMoved);
    boolean isPartlyFlat = FLAT.contains(node.type()) || isOfBent(node, SUMS);
    isFlat = isMoved && (isFlat || isPartlyFlat);
    State after = new State(isRandom, isMoved, isFlat, atTurn);
    if (!after.equals(State.NONE)) {
      states.put(op, after);
    }
  }

  private Optional<Kind> kind(GraphOperation step) {
    if (Mark.END.isOn(step)) {
      return averaged.contains(step) ? Optional.of(Kind.END) : Optional.empty();
    }
    return Mark.BRANCH.isOn(step) ? Optional.empty() : Optional.of(Kind.STEP);
  }

  /** Whether it makes whole numbers or truth values of real ones. */
  private boolean isDiscrete(Ancestry.Node node) {
    return node.rounds()
        || MODULO.contains(node.type())
        || isOfBent(node, QUOTIENTS)
        || (discrete.contains(node.op()) && node.inputs().stream().anyMatch(Ancestry::isFloat));
  }

  /**
   * As {@code z / |z|} and {@code |z| - z} are: of a value and what is a multiple of it by parts.
   */
  private static boolean isOfBent(Ancestry.Node node, Set<String> types) {
    return types.contains(node.type())
        && (isBent(node.inputs().get(0), node.inputs().get(1))
            || isBent(node.inputs().get(1), node.inputs().get(0)));
  }

  private static boolean isBent(Output<?> value, Output<?> of) {
    GraphOperation op = (GraphOperation) value.op();
    return BENT.contains(op.type()) && op.input(0).asOutput().equals(of);
  }

  /**
   * A draw that does not move makes no turn; what is made of it within the draw is not read yet.
   */
  private Seams.AtTurn atTurn(Ancestry.Node node, boolean isRandom, boolean isMoved) {
    List<Seams.AtTurn> inputs = new ArrayList<>();
    node.inputs().forEach(input -> inputs.add(state((GraphOperation) input.op()).atTurn));
    boolean isTurned = inputs.stream().anyMatch(input -> !input.isNothing());
    Seams.AtTurn after = isTurned ? Seams.after(node, inputs) : Seams.NOTHING;
    GraphOperation op = node.op();
    if (drawn.contains(op)) {
      return isMoved ? after : Seams.NOTHING;
    }
    if (after.isJump() && isRandom) {
      if (live.contains(op)) {
        found.put(op, Kind.SEAM);
      }
      after = Seams.NOTHING;
    }
    return makesTurns(node, isRandom && isMoved) ? Seams.ONE : after;
  }

  private static boolean makesTurns(Ancestry.Node node, boolean isMovedDraw) {
    return switch (node.type()) {
      case "Atan2" -> isMovedDraw;
      case "Identity" ->
          Mark.WRAPPED_DRAW.isOn(node.op()) || (isMovedDraw && Mark.WRAP.isOn(node.op()));
      default -> false;
    };
  }

  /** What the function is called by which a program makes the op. */
  private String name(GraphOperation op) {
    String type = op.type();
    if (type.equals("Cast")) {
      for (GraphOperation reader : op.consumers()) {
        if (NAMES.containsKey(reader.type())) {
          type = reader.type();
        }
      }
    }
    return NAMES.getOrDefault(type, type);
  }
}

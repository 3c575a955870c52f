package org.jelbo.usage;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import org.jelbo.dsl.axis.Axes;
import org.jelbo.dsl.contract.Evaluation;
import org.jelbo.dsl.distribution.Normal;
import org.jelbo.dsl.error.JelboException;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.expr.ExprGraph;
import org.jelbo.dsl.expr.Extents;
import org.jelbo.dsl.expr.Precision;
import org.jelbo.dsl.noise.KeyedNoise;
import org.jelbo.dsl.noise.NoiseClock;
import org.jelbo.dsl.param.Param;
import org.jelbo.dsl.program.Draw;
import org.jelbo.dsl.program.Environment;
import org.jelbo.dsl.program.Give;
import org.jelbo.dsl.program.Handler;
import org.jelbo.dsl.program.Program;
import org.jelbo.dsl.program.Replay;
import org.jelbo.dsl.program.Trace;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.tensorflow.ndarray.Shape;

/** Every refusal of the program package, word for word, with the Java line. */
final class ProgramMessagesTest {
  private final Evaluation evaluation = Evaluation.in(Precision.FLOAT32);

  @AfterEach
  void close() {
    evaluation.close();
  }

  private Trace run(Program program, Handler handler) {
    Environment environment =
        new Environment() {
          @Override
          public ExprGraph graph() {
            return evaluation.graph();
          }

          @Override
          public Expr input(String name, Axes plates, Shape eventShape) {
            return evaluation.graph().unknown(plates, eventShape);
          }

          @Override
          public Expr param(Param param) {
            return evaluation.graph().unknown(Axes.NONE, param.shape());
          }
        };
    return Trace.of(program, "the model", environment, handler);
  }

  private Handler draw() {
    return Draw.of(
        KeyedNoise.of(
            evaluation.graph(),
            Extents.NONE.withRows(4),
            NoiseClock.of(evaluation.fedNumbers(1, 0)),
            "test"));
  }

  private static int line() {
    return StackWalker.getInstance()
        .walk(frames -> frames.skip(1).findFirst().orElseThrow().getLineNumber());
  }

  private void assertRefused(Program program, String where, int line, String rest) {
    assertRefused(program, draw(), where, line, rest);
  }

  private void assertRefused(
      Program program, Handler handler, String where, int line, String rest) {
    assertThatThrownBy(() -> run(program, handler))
        .isInstanceOf(JelboException.class)
        .hasMessage(
            "at " + where + " (ProgramMessagesTest.java:" + line + "):\n" + rest.stripTrailing());
  }

  @Test
  void blankNames() {
    int line = line() + 1;
    Program program = p -> p.sample(" ", Normal.standard());
    assertRefused(
        program,
        "a site in the model",
        line,
        "  expected a name, but got a blank one\n  try: a name such as 'z'");
  }

  @Test
  void namesUsedTwice() {
    int line = line() + 3;
    Program program =
        p -> {
          p.sample("z", Normal.standard());
          p.deterministic("z", Expr.of(1));
        };
    assertRefused(
        program,
        "site 'z' in the model",
        line + 1,
        "  expected a new name, but 'z' is used at ProgramMessagesTest.java:"
            + line
            + "\n  try: another name for one of the two, or"
            + " p.within(\"prefix\", () -> ...) around it");
  }

  @Test
  void valuesOutsideOfTheirPlate() {
    Expr[] leaked = new Expr[1];
    int line = line() + 4;
    Program program =
        p -> {
          p.plate("rows", () -> leaked[0] = p.sample("z", Normal.standard()));
          p.sample("x", Normal.of(leaked[0], Expr.of(1)));
        };
    assertRefused(
        program,
        "site 'x' in the model",
        line,
        "  expected values of the plates it stands in, but it uses a value of plate 'rows' outside"
            + " of that plate\n  try: declare it inside plate 'rows'");
  }

  @Test
  void valuesOfOtherShapes() {
    int line = line() + 1;
    Program program = p -> p.sample("x", Normal.standard(3));
    Handler given = Give.of(Set.of("x"), request -> Expr.of(new double[] {1, 2}), draw());
    assertRefused(
        program,
        given,
        "site 'x' in the model",
        line,
        "  expected a value of event shape [3] as Normal has, but got [2]\n"
            + "  try: a distribution of event shape [2]");
  }

  @Test
  void inputsOutsideOfPlates() {
    int line = line() + 1;
    Program program = p -> p.input("x", 3);
    assertRefused(
        program,
        "input 'x' in the model",
        line,
        "  expected an input inside the plate that the data fill, but no such plate is open\n"
            + "  try: p.plate(\"rows\", () -> ...) around it");
  }

  @Test
  void inputsOfTwoShapes() {
    int line = line() + 6;
    Program program =
        p ->
            p.plate(
                "rows",
                () -> {
                  p.input("x", 3);
                  p.input("x", 4);
                });
    assertRefused(
        program,
        "input 'x' in the model, plate 'rows'",
        line + 1,
        "  expected event shape [3] as at ProgramMessagesTest.java:"
            + line
            + ", but got [4]\n  try: one shape for one column");
  }

  @Test
  void innerPlatesWithoutSize() {
    int line = line() + 1;
    Program program = p -> p.plate("rows", () -> p.plate("pixels", () -> {}));
    assertRefused(
        program,
        "plate 'pixels' in the model, plate 'rows'",
        line,
        "  expected a size, because the data fill the outermost plate only, but it stands in plates"
            + " [rows] without one\n  try: p.plate(\"pixels\", size, () -> ...)");
  }

  @Test
  void secondPlatesOfTheData() {
    int line = line() + 4;
    Program program =
        p -> {
          p.plate("rows", () -> {});
          p.plate("others", () -> {});
        };
    assertRefused(
        program,
        "plate 'others' in the model",
        line,
        "  expected one plate without a size, but the data fill plate 'rows' already, opened at"
            + " ProgramMessagesTest.java:"
            + (line - 1)
            + "\n  try: a size for one of the two, or the same name");
  }

  @Test
  void platesTooSmall() {
    int line = line() + 1;
    Program program = p -> p.plate("none", 0, () -> {});
    assertRefused(
        program,
        "plate 'none' in the model",
        line,
        "  expected a size of 1 or more, but got 0\n"
            + "  try: a size of 1 or more, or leave out the plate and what is in it");
  }

  @Test
  void platesOpenedInTwoWays() {
    int line = line() + 4;
    Program program =
        p -> {
          p.plate("a", () -> {});
          p.plate("a", 3, () -> {});
        };
    assertRefused(
        program,
        "plate 'a' in the model",
        line,
        "  expected the plate as it was opened at ProgramMessagesTest.java:"
            + (line - 1)
            + ", as large as the data at depth 0, but now it is of size 3 at depth 0\n"
            + "  try: another name for one of the two");
  }

  @Test
  void platesInThemselves() {
    int line = line() + 1;
    Program program = p -> p.plate("a", 3, () -> p.plate("a", 3, () -> {}));
    String rest =
        "  expected a plate that is not open, but it stands in itself\n"
            + "  try: another name for the inner plate";
    assertRefused(program, "plate 'a' in the model, plate 'a'", line, rest);
    int other = line() + 1;
    Program ofData = p -> p.plate("a", () -> p.plate("a", () -> {}));
    assertRefused(ofData, "plate 'a' in the model, plate 'a'", other, rest);
  }

  @Test
  void inputsWithoutEntries() {
    int line = line() + 1;
    Program program = p -> p.plate("rows", () -> p.input("c", 2, 0));
    assertRefused(
        program,
        "input 'c' in the model, plate 'rows'",
        line,
        "  expected sizes of 1 or more, but got event shape [2, 0]\n"
            + "  try: the shape of one row, none for a scalar");
  }

  @Test
  void platesThatDifferFromTheReplayed() {
    int line = line() + 2;
    Trace guide = run(p -> p.sample("z", Normal.standard()), draw());
    Program program = p -> p.plate("rows", () -> p.sample("z", Normal.standard()));
    assertRefused(
        program,
        Replay.of(guide, draw()),
        "site 'z' in the model, plate 'rows'",
        line,
        "  expected the plates [] that the site has in the model (ProgramMessagesTest.java:"
            + (line - 1)
            + "), but got [rows]\n"
            + "  try: the same plates, names and sizes, in both programs");
  }

  @Test
  void densitiesInPlatesThatNothingFills() {
    int line = line() + 1;
    Program program = p -> p.plate("rows", () -> p.factor("f", Expr.of(1)));
    Trace trace = run(program, draw());
    assertThatThrownBy(trace::logDensity)
        .isInstanceOf(JelboException.class)
        .hasMessage(
            "at site 'f' in the model, plate 'rows' (ProgramMessagesTest.java:"
                + line
                + "):\n"
                + "  expected a value of plate 'rows', whose size the data give, but the program"
                + " reads and draws none there\n"
                + "  try: a size for the plate");
  }

  @Test
  void eventsThatDifferFromTheReplayed() {
    int line = line() + 1;
    Trace guide = run(p -> p.sample("z", Normal.standard(2)), draw());
    Program program = p -> p.sample("z", Normal.standard(3));
    assertRefused(
        program,
        Replay.of(guide, draw()),
        "site 'z' in the model",
        line + 1,
        "  expected event shape [2] as in the model (ProgramMessagesTest.java:"
            + line
            + "), but Normal has [3]\n  try: the same event shape in both programs");
  }
}

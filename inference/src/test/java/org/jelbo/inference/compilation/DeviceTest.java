package org.jelbo.inference.compilation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jelbo.dsl.distribution.MultivariateNormal;
import org.jelbo.dsl.distribution.Normal;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.param.Param;
import org.jelbo.dsl.program.Program;
import org.jelbo.inference.data.Column;
import org.jelbo.inference.data.Data;
import org.jelbo.inference.objective.Elbo;
import org.jelbo.inference.objective.Iwae;
import org.jelbo.inference.objective.MaximumLikelihood;
import org.jelbo.inference.objective.Objective;
import org.jelbo.inference.optimizer.Adam;
import org.jelbo.inference.optimizer.Sgd;
import org.jelbo.inference.validation.Preflight;
import org.jelbo.usage.Refusal;
import org.jelbo.usage.SmallVae;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.tensorflow.GraphOperation;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.proto.DataType;

/**
 * Where ops stand. A graph for a card also runs where there is none: TensorFlow then puts its ops
 * on the processor, so that what a card's graph computes is seen here too.
 */
class DeviceTest {
  private static final String PROCESSOR = "/device:CPU:0";
  private static final String CARD = "/device:GPU:0";
  private static final Data TWO = Data.of(Column.ofFloats("x", new float[] {0.5f, -1, 1, 2}, 2));

  @BeforeAll
  static void whereThereIsNoCard() {
    assumeFalse(Device.GPU.isPresent(), "there is a graphics card");
  }

  private static Compiled onCard(Compilation compilation, Objective objective) {
    return Compiled.of(
        compilation.device(Device.GPU), Preflight.of(() -> objective.declared().readings()));
  }

  private static Compiled vaeOnCard() {
    Elbo elbo = SmallVae.tiny().elbo();
    return onCard(vae(elbo), elbo);
  }

  private static Compilation vae(Elbo elbo) {
    return Compilation.of(elbo).feed(SmallVae.tiny().data(20).batch(5)).optimizer(Adam.of(0.01));
  }

  /** TensorFlow has one pool for the process: later sessions are told what is so. */
  @Test
  void allSessionsOfOneProcessHaveTheThreadsOfTheFirst() {
    int first = Device.CPU.config(1).getIntraOpParallelismThreads();
    assertThat(first).isPositive();
    for (int shards = 1; shards <= 5; shards++) {
      assertThat(Device.threads(shards)).isEqualTo(first);
      assertThat(Device.CPU.config(shards).getIntraOpParallelismThreads()).isEqualTo(first);
    }
  }

  @Test
  void theProcessorSeesNoCardAndCardsAreOne() {
    ConfigProto processor = Device.CPU.config(1);
    assertThat(processor.getDeviceCountOrThrow("GPU")).isZero();
    ConfigProto card = Device.GPU.config(1);
    assertThat(card.getDeviceCountMap()).isEmpty();
    assertThat(card.getGpuOptions().getVisibleDeviceList()).isEqualTo("0");
    assertThat(card.getGpuOptions().getAllowGrowth()).isTrue();
  }

  @Test
  void batchesOfCardsAreOnePart() {
    assertThat(Device.CPU.shards(2)).isEqualTo(2);
    assertThat(Device.GPU.shards(2)).isEqualTo(1);
  }

  @Test
  void everyOpHasDevice() {
    try (Compiled compiled = vaeOnCard()) {
      compiled.measure(SmallVae.tiny().data(3), DrawKey.of(1));
      assertThat(operations(compiled))
          .filteredOn(op -> !isOfGradients(op))
          .isNotEmpty()
          .allSatisfy(op -> assertThat(op.device()).as(op.toString()).isIn(PROCESSOR, CARD));
    }
  }

  /** TensorFlow makes ops of gradients without a device, and puts them where a kernel is. */
  private static boolean isOfGradients(GraphOperation op) {
    if (op.name().startsWith("gradients")) {
      return true;
    }
    for (int i = 0; i < op.numInputs(); i++) {
      if (op.device().isEmpty() && isOfGradients((GraphOperation) op.input(i).op())) {
        return true;
      }
    }
    return false;
  }

  @Test
  void countersAndKeysStandOnTheProcessor() {
    try (Compiled compiled = vaeOnCard()) {
      compiled.measure(SmallVae.tiny().data(3), DrawKey.of(1));
      assertThat(operations(compiled))
          .filteredOn(op -> op.type().startsWith("StatelessRandom"))
          .isNotEmpty()
          .allSatisfy(op -> assertThat(op.input(1).op()).satisfies(DeviceTest::standsOnProcessor));
      assertThat(operations(compiled))
          .filteredOn(op -> op.type().equals("VariableV2"))
          .filteredOn(op -> op.output(0).dataType() == DataType.DT_INT64_REF)
          .singleElement()
          .satisfies(DeviceTest::standsOnProcessor);
    }
  }

  private static void standsOnProcessor(org.tensorflow.Operation op) {
    assertThat(((GraphOperation) op).device()).isEqualTo(PROCESSOR);
  }

  @Test
  void cardsComputeTheSameSteps() {
    Elbo elbo = SmallVae.tiny().elbo();
    try (Compiled card = onCard(vae(elbo), elbo);
        Compiled processor = vae(elbo).compile()) {
      for (int i = 0; i < 3; i++) {
        assertThat(card.step()).isEqualTo(processor.step());
      }
      for (String name : card.stateNames()) {
        assertThat(card.state(name)).isEqualTo(processor.state(name));
      }
    }
  }

  /** A step is held up by neither checks of its own nor one for every gradient. */
  @Test
  void stepsOfCardsHaveOneGuardAndNoAssertions() {
    Objective objective = sourcesThatCancel();
    try (Compiled card = onCard(training(objective), objective);
        Compiled processor = training(objective).compile()) {
      assertThat(types(processor)).containsKey("Assert");
      assertThat(types(card)).doesNotContainKey("Assert").containsEntry("CheckNumericsV2", 1);
    }
  }

  @Test
  void checksOfCardsAreRefusedAlike() {
    String refused =
        """
        at MultivariateNormal in %s:
          expected columns of the factor that differ beside the diagonal, but all but 1e-10 of their products cancels
          try: a larger diagonal, or fewer columns\
        """;
    Objective objective = sourcesThatCancel();
    try (Compiled card = onCard(training(objective), objective)) {
      double[] before = card.values("factor");
      assertThat(Refusal.of(() -> card.step())).isEqualTo(refused.formatted("step 1"));
      assertThat(card.values("factor")).isEqualTo(before);
      assertThat(Refusal.of(() -> card.measure(TWO, DrawKey.of(0))))
          .isEqualTo(refused.formatted("the query 'measure'"));
      card.set("factor", new double[] {1, 0, 0, 1});
      assertThat(card.step().step()).isEqualTo(1);
      assertThat(card.measure(TWO, DrawKey.of(0)).value()).isFinite();
    }
  }

  private static Objective sourcesThatCancel() {
    Param factor = Param.of("factor", 2, 2).constant(1);
    Expr tiny = Expr.filled(1e-12, Shape.of(2));
    Expr mean = Expr.filled(0, Shape.of(2));
    Program model =
        p ->
            p.plate(
                "rows",
                () ->
                    p.sample(
                        "x",
                        MultivariateNormal.ofDiagonalPlusLowRank(mean, tiny, p.param(factor))));
    return MaximumLikelihood.of(model).given("x");
  }

  private static Compilation training(Objective objective) {
    return Compilation.of(objective).feed(TWO.batch(2)).optimizer(Sgd.of(1e-9));
  }

  @Test
  void whatIsNotFiniteIsRefusedAlike() {
    Param start = Param.of("start").constant(-1);
    Objective objective =
        MaximumLikelihood.of(
                p -> {
                  Expr mean = p.param(start).log().plus(Expr.filled(0, Shape.of(2)));
                  p.plate("rows", () -> p.sample("x", Normal.of(mean, Expr.of(1))));
                })
            .given("x");
    try (Compiled card = onCard(training(objective), objective);
        Compiled processor = training(objective).compile()) {
      String refusal = catchThrowable(() -> processor.step()).getMessage();
      assertThatThrownBy(() -> card.step())
          .hasMessageContaining("Log(-1.0) is NaN")
          .hasMessage(refusal);
    }
  }

  /** Each gradient's square is a number of float32, and their sum is none. */
  @Test
  void gradientsThatAreTooLargeTogetherAreSaidToBe() {
    List<Param> four =
        Stream.of("a", "b", "c", "d").map(name -> Param.of(name).constant(1)).toList();
    Objective objective =
        MaximumLikelihood.of(
                p -> {
                  Expr sum = four.stream().map(p::param).reduce(Expr::plus).orElseThrow();
                  p.factor("f", sum.times(3.2e19));
                  p.plate("rows", () -> p.sample("x", Normal.standard(2)));
                })
            .given("x");
    try (Compiled card = onCard(training(objective), objective)) {
      assertThatThrownBy(() -> card.step()).hasMessageContaining("all gradients together");
    }
  }

  /** More numbers than any machine has room for: none of them is written before it is refused. */
  @Test
  void fullMemoryIsRefusedWithBatchesToTry() {
    Param wide = Param.of("spread", 1, 1).constant(1);
    long width = 1L << 16;
    Program model =
        p ->
            p.plate(
                "rows",
                () -> {
                  Expr z = p.sample("z", Normal.standard(width));
                  Expr mean = z.sum().times(p.param(wide).sum()).plus(Expr.filled(0, Shape.of(2)));
                  p.sample("x", Normal.of(mean, Expr.of(1)));
                });
    Program guide = p -> p.plate("rows", () -> p.sample("z", Normal.standard(width)));
    Iwae iwae = Iwae.of(model, guide).given("x").particles(1 << 30);
    try (Compiled compiled = training(iwae).compile()) {
      assertThat(catchThrowable(() -> compiled.step()).getMessage())
          .matches(
              """
              at step 1.*:
                expected memory for a value of shape \\[.*], but there was none
                try: batch\\(1\\), or fewer particles""");
    }
  }

  @Test
  void probesTellWrongProductsFromMissingDevices() {
    float[] zeros = new float[64 * 64];
    double[] product = new double[64 * 64];
    assertThat(Probe.ofProduct(product, zeros, zeros).isRight()).isTrue();
    product[70] = 1;
    assertThat(Probe.ofProduct(product, zeros, zeros).problem())
        .isEqualTo("its product of two matrices has 1.0 for 0.0");
    assertThat(Probe.of(Device.CPU).isRight()).isTrue();
    assertThat(Probe.of(Device.GPU).problem()).isEqualTo("it found CPU:0");
    assertThat(Probe.ofFailure("CUDA_ERROR_NO_DEVICE\nand more").problem())
        .isEqualTo("CUDA_ERROR_NO_DEVICE");
  }

  @Test
  void withTheLibraryForCardsTheDoctorSaysWhatIsMissing() {
    Probe probe = Probe.ofFailure("no CUDA-capable device is detected");
    assertThat(Messages.noDevice(Device.GPU, probe, true))
        .hasMessage(
            """
            at device GPU:
              expected a graphics card that TensorFlow can use, but no CUDA-capable device is detected
              try: ./jelbo doctor, which names the libraries that are missing; or the device cpu""");
  }

  private static List<GraphOperation> operations(Compiled compiled) {
    List<GraphOperation> operations = new ArrayList<>();
    compiled.graph().operations().forEachRemaining(operations::add);
    return operations;
  }

  private static Map<String, Integer> types(Compiled compiled) {
    Map<String, Integer> types = new HashMap<>();
    operations(compiled).forEach(op -> types.merge(op.type(), 1, Integer::sum));
    return types;
  }
}

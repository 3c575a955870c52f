package org.jelbo.usage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jelbo.dsl.diagram.Diagram;
import org.jelbo.dsl.distribution.Bernoulli;
import org.jelbo.dsl.distribution.Normal;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.nn.Dense;
import org.jelbo.dsl.nn.Mlp;
import org.jelbo.dsl.param.Param;
import org.jelbo.dsl.program.Program;
import org.jelbo.inference.objective.Description;
import org.jelbo.inference.objective.Elbo;
import org.junit.jupiter.api.Test;

/** The pictures of programs. */
class DiagramTest {
  private static final Program NOTHING = p -> {};

  private static final String REGRESSION_IN_MERMAID =
      """
      flowchart TD
        subgraph p0["rows: N"]
          n2(("b#91;0#93;"))
          n3["côté"]:::input
          n4((("mean")))
          n9((("mean")))
          subgraph p1["words/line: 3"]
            n5(("x")):::observed
          end
          subgraph p2["labels: 4"]
            n6(("y")):::observed
          end
        end
        n0(("end"))
        n1((("scale")))
        n7["group#32;#34;a#34;"]:::parameters
        n8["net"]:::parameters
        n10["guide.mean"]:::parameters
        n11["enc"]:::parameters
        n0 --> n1
        n7 --> n2
        n1 --> n4
        n2 --> n4
        n3 --> n4
        n1 --> n5
        n4 --> n5
        n8 --> n5
        n4 --> n6
        n10 -.-> n0
        n3 -.-> n9
        n11 -.-> n9
        n9 -.-> n2
        classDef observed fill:lightgray,stroke:black,color:black
        classDef input fill:lightgray,stroke:black,color:black
        classDef parameters fill:none,stroke:none,font-size:12px
      """;

  private static final String REGRESSION_IN_DOT =
      """
      digraph {
        subgraph cluster_0 {
          label="rows: N"
          labelloc=b
          labeljust=r
          n2 [label="b[0]" shape=circle]
          n3 [label="côté" shape=box style=filled fillcolor=lightgray]
          n4 [label="mean" shape=doublecircle]
          n9 [label="mean" shape=doublecircle]
          subgraph cluster_1 {
            label="words/line: 3"
            labelloc=b
            labeljust=r
            n5 [label="x" shape=circle style=filled fillcolor=lightgray]
          }
          subgraph cluster_2 {
            label="labels: 4"
            labelloc=b
            labeljust=r
            n6 [label="y" shape=circle style=filled fillcolor=lightgray]
          }
        }
        n0 [label="end" shape=circle]
        n1 [label="scale" shape=doublecircle]
        n7 [label="group \\"a\\"" shape=plain fontsize=10]
        n8 [label="net" shape=plain fontsize=10]
        n10 [label="guide.mean" shape=plain fontsize=10]
        n11 [label="enc" shape=plain fontsize=10]
        n0 -> n1
        n7 -> n2
        n1 -> n4
        n2 -> n4
        n3 -> n4
        n1 -> n5
        n4 -> n5
        n8 -> n5
        n4 -> n6
        n10 -> n0 [style=dashed]
        n3 -> n9 [style=dashed]
        n11 -> n9 [style=dashed]
        n9 -> n2 [style=dashed]
      }
      """;

  /** Nested and sibling plates, deterministic sites, an input, awkward names. */
  private static Description regression() {
    Param location = Param.of("group \"a\"/location", 2);
    Program model =
        p -> {
          Expr end = p.sample("end", Normal.standard(2));
          Expr scale = p.deterministic("scale", end.exp());
          p.plate(
              "rows",
              () -> {
                Expr b = p.sample("b[0]", Normal.of(p.param(location), Expr.of(1)));
                Expr mean = p.deterministic("mean", p.input("côté", 2).times(scale).plus(b));
                p.plate(
                    "words/line",
                    3,
                    () -> p.sample("x", Normal.of(Mlp.of("net", 4, 2).apply(p, mean), scale)));
                p.plate("labels", 4, () -> p.sample("y", Bernoulli.ofLogits(mean.sum())));
              });
        };
    Program guide =
        p -> {
          p.sample("end", Normal.of(p.param(Param.of("guide.mean", 2)), Expr.of(1)));
          p.plate(
              "rows",
              () -> {
                Expr encoded = Dense.of("enc", 2).apply(p, p.input("côté", 2));
                p.sample("b[0]", Normal.of(p.deterministic("mean", encoded), Expr.of(1)));
              });
        };
    return Elbo.of(model, guide).given("x", "y").describe();
  }

  @Test
  void autoencoder() {
    Diagram diagram = SmallVae.tiny().elbo().describe().diagram();
    assertThat(diagram.mermaid())
        .isEqualTo(
            """
            flowchart TD
              subgraph p0["images: N"]
                n0(("z"))
                n1(("x")):::observed
              end
              n2["dec"]:::parameters
              n3["enc"]:::parameters
              n0 --> n1
              n2 --> n1
              n1 -.-> n0
              n3 -.-> n0
              classDef observed fill:lightgray,stroke:black,color:black
              classDef parameters fill:none,stroke:none,font-size:12px
            """);
    assertThat(diagram.dot())
        .isEqualTo(
            """
            digraph {
              subgraph cluster_0 {
                label="images: N"
                labelloc=b
                labeljust=r
                n0 [label="z" shape=circle]
                n1 [label="x" shape=circle style=filled fillcolor=lightgray]
              }
              n2 [label="dec" shape=plain fontsize=10]
              n3 [label="enc" shape=plain fontsize=10]
              n0 -> n1
              n2 -> n1
              n1 -> n0 [style=dashed]
              n3 -> n0 [style=dashed]
            }
            """);
  }

  @Test
  void modelAndGuideAlone() {
    Description vae = SmallVae.tiny().elbo().describe();
    assertThat(edges(vae.modelDiagram())).containsExactly("z -> x", "dec -> x");
    assertThat(kinds(vae.modelDiagram()))
        .containsOnly(
            Map.entry("z", Diagram.Kind.LATENT),
            Map.entry("x", Diagram.Kind.OBSERVED),
            Map.entry("dec", Diagram.Kind.PARAMETERS));
    assertThat(edges(vae.guideDiagram())).containsExactly("x -> z", "enc -> z");
    assertThat(kinds(vae.guideDiagram()))
        .containsOnly(
            Map.entry("x", Diagram.Kind.INPUT),
            Map.entry("z", Diagram.Kind.LATENT),
            Map.entry("enc", Diagram.Kind.PARAMETERS));
  }

  @Test
  void platesNestAndStandSideBySide() {
    Diagram diagram = regression().diagram();
    assertThat(diagram.mermaid()).isEqualTo(REGRESSION_IN_MERMAID);
    assertThat(diagram.dot()).isEqualTo(REGRESSION_IN_DOT);
  }

  @Test
  void edgesStopAtTheNearestName() {
    assertThat(edges(regression().modelDiagram()))
        .containsExactly(
            "end -> scale",
            "group \"a\" -> b[0]",
            "scale -> mean",
            "b[0] -> mean",
            "côté -> mean",
            "scale -> x",
            "mean -> x",
            "net -> x",
            "mean -> y");
  }

  @Test
  void theNameOfLatentsStandsBetweenThemAndTheirUsers() {
    Program model =
        p -> {
          Expr z = p.sample("z", Normal.standard(4));
          List<Expr> halves = z.split(2);
          Expr copy = p.deterministic("copy", z);
          Expr second = p.deterministic("second", halves.get(1));
          Expr one = p.deterministic("one", Expr.of(1));
          p.sample("a", Normal.of(copy, one));
          p.sample("b", Normal.of(second, Expr.of(1)));
          p.sample("c", Normal.of(halves.get(0), Expr.of(1)));
        };
    Diagram diagram = Elbo.of(model, NOTHING).describe().diagram();
    assertThat(edges(diagram))
        .containsExactly(
            "z -> copy", "z -> second", "copy -> a", "one -> a", "second -> b", "z -> c");
    assertThat(kinds(diagram)).containsEntry("one", Diagram.Kind.DETERMINISTIC);
  }

  @Test
  void factorsAndMasksDependOnWhatTheyAreComputedFrom() {
    Program model =
        p ->
            p.plate(
                "rows",
                () -> {
                  Expr z = p.sample("z", Normal.standard());
                  Expr loss = p.deterministic("loss", z.square());
                  p.factor("penalty", loss);
                  p.masked(p.input("seen"), () -> p.sample("x", Normal.of(Expr.of(0), Expr.of(1))));
                });
    Description described = Elbo.of(model, NOTHING).given("x").describe();
    assertThat(edges(described.diagram()))
        .containsExactly("z -> loss", "loss -> penalty", "seen -> x");
    assertThat(kinds(described.diagram())).containsEntry("penalty", Diagram.Kind.FACTOR);
    assertThat(described)
        .hasToString(
            """
            Model

            site     kind           origin  family  axes    event  support       log-density
            z        random         drawn   Normal  [rows]  []     real numbers  [rows]
            loss     deterministic  -       -       [rows]  []     -             -
            penalty  factor         -       -       [rows]  []     -             [rows]
            seen     input          -       -       [rows]  []     -             -
            x        random         given   Normal  [rows]  []     real numbers  [rows]
            """);
  }

  @Test
  void aGivenSiteAndAnInputOfOneColumnAreOneNode() {
    Program model =
        p ->
            p.plate(
                "rows",
                () -> {
                  Expr x = p.sample("x", Normal.standard(2));
                  p.sample("y", Normal.of(x.plus(p.input("x", 2)), Expr.of(1)));
                });
    Diagram diagram = Elbo.of(model, NOTHING).given("x", "y").describe().diagram();
    assertThat(edges(diagram)).containsExactly("x -> y");
    assertThat(kinds(diagram)).containsOnlyKeys("x", "y");
  }

  @Test
  void onePlateInsideTwoOthersIsTwoBoxes() {
    Program model =
        p -> {
          p.plate("a", 2, () -> p.plate("c", 5, () -> p.sample("x", Normal.standard())));
          p.plate("b", 3, () -> p.plate("c", 5, () -> p.sample("y", Normal.standard())));
        };
    Diagram diagram = Elbo.of(model, NOTHING).describe().diagram();
    assertThat(diagram.nodes()).isEmpty();
    assertThat(diagram.plates()).extracting(plate -> plate.axis().name()).containsExactly("a", "b");
    for (Diagram.Plate outer : diagram.plates()) {
      assertThat(outer.nodes()).isEmpty();
      assertThat(outer.plates()).hasSize(1);
      assertThat(outer.plates().get(0).axis().name()).isEqualTo("c");
      assertThat(outer.plates().get(0).size()).isEqualTo("5");
      assertThat(outer.plates().get(0).nodes()).hasSize(1);
    }
  }

  private static List<String> edges(Diagram diagram) {
    Map<String, String> names = new LinkedHashMap<>();
    nodes(diagram).forEach(node -> names.put(node.id(), node.name()));
    List<String> edges = new ArrayList<>();
    for (Diagram.Edge edge : diagram.edges()) {
      edges.add(names.get(edge.from()) + " -> " + names.get(edge.to()));
    }
    return edges;
  }

  private static Map<String, Diagram.Kind> kinds(Diagram diagram) {
    Map<String, Diagram.Kind> kinds = new LinkedHashMap<>();
    nodes(diagram).forEach(node -> kinds.put(node.name(), node.kind()));
    return kinds;
  }

  private static List<Diagram.Node> nodes(Diagram diagram) {
    List<Diagram.Node> nodes = new ArrayList<>(diagram.nodes());
    diagram.plates().forEach(plate -> add(plate, nodes));
    return nodes;
  }

  private static void add(Diagram.Plate plate, List<Diagram.Node> nodes) {
    nodes.addAll(plate.nodes());
    plate.plates().forEach(inner -> add(inner, nodes));
  }
}

package org.jelbo.dsl.diagram;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class DotTest {
  @Test
  void namesAreOnlyText() {
    assertThat(Awkward.diagram().dot())
        .isEqualTo(
            """
            digraph {
              subgraph cluster_0 {
                label="style:\\"#1;\\": N"
                labelloc=b
                labeljust=r
                subgraph cluster_1 {
                  label="1. _x_: 3"
                  labelloc=b
                  labeljust=r
                  n6 [label="*z* `y`" shape=circle]
                }
              }
              n0 [label="end" shape=circle]
              n1 [label="say \\"x\\" [0] (y) {z}" shape=circle]
              n2 [label="a/b_c-d.e f" shape=doublecircle]
              n3 [label="\\\\N <b>&amp;lt;" shape=box style=filled fillcolor=lightgray]
              n4 [label="größe 漢字 😀" shape=circle style=filled fillcolor=lightgray]
              n7 [label="f" shape=box style=filled fillcolor=black fontcolor=white]
              n5 [label="#1; a\\nb" shape=plain fontsize=10]
              n0 -> n4
              n4 -> n6 [style=dashed]
            }
            """);
  }

  @Test
  void anEmptyProgramIsAnEmptyGraph() {
    assertThat(new Diagram(List.of(), List.of(), List.of()).dot()).isEqualTo("digraph {\n}\n");
  }
}

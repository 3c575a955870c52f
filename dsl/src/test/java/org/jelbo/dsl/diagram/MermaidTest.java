package org.jelbo.dsl.diagram;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class MermaidTest {
  @Test
  void namesAreOnlyText() {
    assertThat(Awkward.diagram().mermaid())
        .isEqualTo(
            """
            flowchart TD
              subgraph p0["style#58;#34;#35;1#59;#34;: N"]
                subgraph p1["1#46;#32;#95;x#95;: 3"]
                  n6(("#42;z#42;#32;#96;y#96;"))
                end
              end
              n0(("end"))
              n1(("say#32;#34;x#34;#32;#91;0#93;#32;#40;y#41;#32;#123;z#125;"))
              n2((("a/b_c-d.e f")))
              n3["#92;N#32;#60;b#62;#38;lt#59;"]:::input
              n4(("größe 漢字#32;#128512;")):::observed
              n7["f"]:::factor
              n5["#35;1#59;#32;a#10;b"]:::parameters
              n0 --> n4
              n4 -.-> n6
              classDef observed fill:lightgray,stroke:black,color:black
              classDef input fill:lightgray,stroke:black,color:black
              classDef factor fill:black,stroke:black,color:white
              classDef parameters fill:none,stroke:none,font-size:12px
            """);
  }

  @Test
  void anEmptyProgramIsAnEmptyChart() {
    assertThat(new Diagram(List.of(), List.of(), List.of()).mermaid()).isEqualTo("flowchart TD\n");
  }
}

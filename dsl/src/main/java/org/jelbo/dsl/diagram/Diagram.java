package org.jelbo.dsl.diagram;

import java.util.List;
import org.jelbo.dsl.axis.Axis;
import org.jelbo.dsl.program.Trace;

/**
 * A program in plate notation: which value is computed from which, and what is repeated.
 *
 * <p>Random sites, inputs, deterministic sites and factors are nodes. An edge leads to a site from
 * each named value that it depends on directly: the walk through the graph stops at the nearest
 * site, input or parameter. A random site depends on what the parameters of its distribution and
 * its mask are computed from.
 *
 * <p>The parameters of a layer or network are one node, named by the first component of their
 * paths: {@code decoder/0/kernel} and {@code decoder/1/bias} both belong to {@code decoder}.
 *
 * @param nodes those outside every plate, parameters among them
 * @param plates the outermost ones
 * @param edges those of the model first; each once
 */
public record Diagram(List<Node> nodes, List<Plate> plates, List<Edge> edges) {
  /** Copies the lists. */
  public Diagram {
    nodes = List.copyOf(nodes);
    plates = List.copyOf(plates);
    edges = List.copyOf(edges);
  }

  /** What a node stands for. */
  public enum Kind {
    /** A random site that is not given. */
    LATENT,
    /** A random site that takes the data. */
    OBSERVED,
    /** A column of the data that is never scored. */
    INPUT,
    /** A named value that depends on others. */
    DETERMINISTIC,
    /** A log-factor of the density. */
    FACTOR,
    /** The parameters whose paths start with one name. */
    PARAMETERS
  }

  /**
   * A named value.
   *
   * @param id unique in the diagram, a letter and a number
   * @param kind what it stands for
   * @param name as the program has it
   */
  public record Node(String id, Kind kind, String name) {}

  /**
   * A box around what is repeated.
   *
   * @param axis its name and size
   * @param nodes those right inside, in program order
   * @param plates those right inside
   */
  public record Plate(Axis.Plate axis, List<Node> nodes, List<Plate> plates) {
    /** Copies the lists. */
    public Plate {
      nodes = List.copyOf(nodes);
      plates = List.copyOf(plates);
    }

    /** How many repetitions; {@code N} where the rows of the data fill the plate. */
    public String size() {
      return axis.isOfData() ? "N" : Long.toString(axis.size());
    }
  }

  /**
   * A direct dependence.
   *
   * @param from the id of the node that is used
   * @param to the id of the node that is computed from it
   * @param isGuide whether it is an edge of the guide in the picture of a model with its guide,
   *     where it is dashed
   */
  public record Edge(String from, String to, boolean isGuide) {}

  /** The picture of one program. */
  public static Diagram of(Trace program) {
    return new Drawing().with(program, false).diagram();
  }

  /**
   * The picture of a model with its guide. A random site of both is one node, and so are a given
   * site and an input that take the same column; the guide's edges are dashed.
   */
  public static Diagram of(Trace model, Trace guide) {
    return new Drawing().with(model, false).with(guide, true).diagram();
  }

  /** The picture as a Mermaid flowchart, which GitHub draws in a block marked {@code mermaid}. */
  public String mermaid() {
    return new Mermaid().text(this);
  }

  /** The picture in DOT, the language of Graphviz. */
  public String dot() {
    return new Dot().text(this);
  }
}

package org.jelbo.inference.compilation;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jelbo.dsl.error.Present;
import org.jelbo.inference.data.Data;
import org.jelbo.inference.objective.Derived;
import org.jelbo.inference.objective.Summand;
import org.jelbo.inference.runtime.Heap;

/**
 * The queries that were asked, with the graphs that answer them: those that were asked last. A
 * graph only grows, so each query has its own, which goes when others take its place.
 */
final class Queries implements AutoCloseable {
  /** How many graphs are kept: more than the ways a model is usually asked. */
  static final int KEPT = 16;

  private final Compilation options;
  private final State state;
  private final List<Summand> terms;

  /** In the order of use, the last used last. */
  private final Map<List<Object>, QueryGraph> built = new LinkedHashMap<>(KEPT, 0.75f, true);

  Queries(Compilation options, State state, List<Summand> terms) {
    this.options = options;
    this.state = state;
    this.terms = terms;
  }

  /** The only term, where the objective is no sum. */
  Summand onlyTerm() {
    if (!(options.objective() instanceof Derived)) {
      throw Messages.dataForOneTerm(names());
    }
    return terms.get(0);
  }

  Summand term(String name) {
    Present.of(name, "term", "a name", "one of " + names());
    return terms.stream()
        .filter(term -> term.name().equals(name))
        .findFirst()
        .orElseThrow(() -> Messages.noSuchTerm(name, names()));
  }

  private List<String> names() {
    return terms.stream().map(Summand::name).collect(Collectors.toList());
  }

  /** The answer about a term, with as many particles as it draws unless the key says. */
  Map<String, Values> ofTerm(Query query, Summand term, QueryGraph.Run run) {
    return answer(query, term, run.usually(term.objective().particles()));
  }

  /** The answer from data that stand for no feed. */
  Map<String, Values> alone(Query query, QueryGraph.Run run) {
    return answer(query, alone(), run.usually(particles(query, run)));
  }

  private Summand alone() {
    return Summand.of(terms.get(0).objective());
  }

  /** Whether the answer from data that stand for no feed is of all their rows only. */
  boolean takesAllRows(Query query, Data data) {
    QueryGraph.Run run = QueryGraph.Run.of(data, 0, data.rows(), DrawKey.of(0));
    return graph(query, alone(), run).takesAllRows();
  }

  /** Refuses what {@link #alone} could not hold; how many bytes it would. */
  long requireRoom(Query query, QueryGraph.Run run) {
    int draws = run.usually(particles(query, run)).draws().particles().orElseThrow();
    int rows = run.to() - run.from();
    return graph(query, alone(), run).requireRoom(query, rows, draws).bytes();
  }

  /** As many as every term draws, unless the key says or the query draws none. */
  private int particles(Query query, QueryGraph.Run run) {
    if (query.particles().size() == 0) {
      if (run.draws().particles().orElse(1) > 1) {
        throw Messages.noAxisOfParticles(query, run.draws().particles().getAsInt());
      }
      return 1;
    }
    List<Integer> counts =
        terms.stream().map(term -> term.objective().particles()).distinct().toList();
    if (counts.size() > 1 && run.draws().particles().isEmpty()) {
      throw Messages.particlesOfWhichTerm(query, counts);
    }
    return counts.get(0);
  }

  private Map<String, Values> answer(Query query, Summand term, QueryGraph.Run run) {
    Data data = run.data();
    QueryGraph graph = graph(query, term, run);
    Supplier<Map<String, Values>> answer = () -> graph.run(query, run, state.stored());
    return data == null ? options.inHeap(answer) : Heap.with(data::largest, answer);
  }

  private QueryGraph graph(Query query, Summand term, QueryGraph.Run run) {
    Data data = run.data();
    Object schema = data == null ? "no data" : data.schema();
    List<Object> key = List.of(query.key(), term.name(), schema, run.sizes());
    QueryGraph graph = built.get(key);
    if (graph == null) {
      graph = new QueryGraph(query, term, options, state.variables(), run);
      built.put(key, graph);
      if (built.size() > KEPT) {
        Iterator<QueryGraph> oldest = built.values().iterator();
        oldest.next().close();
        oldest.remove();
      }
    }
    return graph;
  }

  /** How many graphs there are. */
  int graphs() {
    return built.size();
  }

  @Override
  public void close() {
    built.values().forEach(QueryGraph::close);
    built.clear();
  }
}

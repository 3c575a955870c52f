package org.jelbo.inference.compilation;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jelbo.dsl.error.Required;
import org.jelbo.inference.data.Data;
import org.jelbo.inference.objective.Objective;
import org.jelbo.inference.objective.SumTerm;
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
  private final List<SumTerm> terms;

  /** In the order of use, the last used last. */
  private final Map<Key, QueryGraph<?>> built = new LinkedHashMap<>(KEPT, 0.75f, true);

  Queries(Compilation options, State state, List<SumTerm> terms) {
    this.options = options;
    this.state = state;
    this.terms = terms;
  }

  /** What was compiled. */
  Objective objective() {
    return options.objective();
  }

  /** The only term, where the objective is no sum. */
  SumTerm onlyTerm() {
    if (!terms.get(0).name().isEmpty()) {
      throw QueryMessages.dataForOneTerm(names());
    }
    return terms.get(0);
  }

  SumTerm term(String name) {
    Required.of(name, "term", "a name", "one of " + names());
    return terms.stream()
        .filter(term -> term.name().equals(name))
        .findFirst()
        .orElseThrow(() -> QueryMessages.noSuchTerm(name, names()));
  }

  private List<String> names() {
    return terms.stream().map(SumTerm::name).collect(Collectors.toList());
  }

  /** The query; refused where it is none, or is no value. */
  static <R, Q extends Record & Query<R>> Query<R> required(Q query) {
    Required.of(query, "run", "a query", "a record that implements Query");
    String subject = "query '" + Required.name(query.name(), "query", "\"mean of z\"") + "'";
    Required.of(query.particles(), subject, "axes", "Axes.NONE");
    QueryValues.requireNone(query);
    return query;
  }

  /** The run; refused where it is none. */
  static QueryRun required(QueryRun run) {
    return Required.of(run, "run", "rows", "QueryRun.of(data, DrawKey.of(0))");
  }

  /** The answer about a term, with as many particles as it draws unless the key says. */
  <R> R ofTerm(Query<R> query, SumTerm term, QueryRun run) {
    return answer(query, term, run.usually(term.objective().particles()));
  }

  /** The answer from data that stand for no feed. */
  <R> R alone(Query<R> query, QueryRun run) {
    return answer(query, alone(), run.usually(particles(query, run)));
  }

  private SumTerm alone() {
    return SumTerm.of(terms.get(0).objective());
  }

  /** Whether the answer from data that stand for no feed is of all their rows only. */
  boolean takesAllRows(Query<?> query, QueryRun run) {
    return graph(query, alone(), run).takesAllRows();
  }

  /** Refuses what {@link #alone} could not hold; how many bytes it would. */
  long requireRoom(Query<?> query, QueryRun run) {
    QueryRun counted = run.usually(particles(query, run));
    return graph(query, alone(), counted).requireRoom(counted).bytes();
  }

  /** As many as every term draws, unless the key says or the query draws none. */
  private int particles(Query<?> query, QueryRun run) {
    if (query.particles().size() == 0) {
      if (run.draws().particles().orElse(1) > 1) {
        throw QueryMessages.noAxisOfParticles(query, run.draws().particles().getAsInt());
      }
      return 1;
    }
    List<Integer> counts =
        terms.stream().map(term -> term.objective().particles()).distinct().toList();
    if (counts.size() > 1 && run.draws().particles().isEmpty()) {
      throw QueryMessages.particlesOfWhichTerm(query, counts);
    }
    return counts.get(0);
  }

  private <R> R answer(Query<R> query, SumTerm term, QueryRun asked) {
    QueryRun run = asked.after(state.steps());
    Data data = run.data();
    QueryGraph<R> graph = graph(query, term, run);
    Supplier<R> answer = () -> graph.run(run, state.stored());
    return data == null ? options.inHeap(answer) : Heap.with(data::largest, answer);
  }

  /** What a graph answers; equal for what one graph answers, and for nothing else. */
  private record Key(Query<?> query, String term, QueryRun.Schema schema) {}

  /** The graph under an equal query has its type. */
  @SuppressWarnings("unchecked")
  private <R> QueryGraph<R> graph(Query<R> query, SumTerm term, QueryRun run) {
    Key key = new Key(query, term.name(), run.schema());
    QueryGraph<R> graph = (QueryGraph<R>) built.get(key);
    if (graph == null) {
      graph = new QueryGraph<>(query, term, options, state.variables(), run);
      built.put(key, graph);
      if (built.size() > KEPT) {
        Iterator<QueryGraph<?>> oldest = built.values().iterator();
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

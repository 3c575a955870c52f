package org.jelbo.dsl.divergence;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import org.jelbo.dsl.distribution.Bernoulli;
import org.jelbo.dsl.distribution.Beta;
import org.jelbo.dsl.distribution.Binomial;
import org.jelbo.dsl.distribution.Categorical;
import org.jelbo.dsl.distribution.Cauchy;
import org.jelbo.dsl.distribution.ContinuousBernoulli;
import org.jelbo.dsl.distribution.Dirichlet;
import org.jelbo.dsl.distribution.Distribution;
import org.jelbo.dsl.distribution.Exponential;
import org.jelbo.dsl.distribution.Gamma;
import org.jelbo.dsl.distribution.Geometric;
import org.jelbo.dsl.distribution.Gumbel;
import org.jelbo.dsl.distribution.HalfNormal;
import org.jelbo.dsl.distribution.InverseGamma;
import org.jelbo.dsl.distribution.Laplace;
import org.jelbo.dsl.distribution.LogNormal;
import org.jelbo.dsl.distribution.Mixture;
import org.jelbo.dsl.distribution.Multinomial;
import org.jelbo.dsl.distribution.MultivariateNormal;
import org.jelbo.dsl.distribution.NegativeBinomial;
import org.jelbo.dsl.distribution.Normal;
import org.jelbo.dsl.distribution.OneHotCategorical;
import org.jelbo.dsl.distribution.Poisson;
import org.jelbo.dsl.distribution.Transformed;
import org.jelbo.dsl.distribution.Uniform;
import org.jelbo.dsl.distribution.VonMises;
import org.jelbo.dsl.distribution.Weibull;
import org.jelbo.dsl.error.JelboException;
import org.jelbo.dsl.error.Required;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.expr.Reductions;
import org.jelbo.dsl.support.Support;

/**
 * The closed forms of {@code KL(q || p) = E_q[log q - log p]} in nats (Cover and Thomas 2006,
 * sections 2.3 and 8.5), by the families of q and p. The method of q that a form is, such as {@link
 * Normal#klOfEach}, says where it is from. Immutable: {@link #with} returns a larger table.
 */
public final class Divergences {
  private static final Divergences STANDARD =
      new Divergences(Map.of())
          .withEach(Normal.class, Normal::klOfEach)
          .withEach(LogNormal.class, LogNormal::klOfEach)
          .withEach(HalfNormal.class, HalfNormal::klOfEach)
          .withEach(Laplace.class, Laplace::klOfEach)
          .withEach(Cauchy.class, Cauchy::klOfEach)
          .withEach(Gumbel.class, Gumbel::klOfEach)
          .withEach(Uniform.class, Uniform::klOfEach)
          .withEach(Exponential.class, Exponential::klOfEach)
          .withEach(Gamma.class, Gamma::klOfEach)
          .withEach(InverseGamma.class, InverseGamma::klOfEach)
          .withEach(Weibull.class, Weibull::klOfEach)
          .withEach(Beta.class, Beta::klOfEach)
          .withEach(VonMises.class, VonMises::klOfEach)
          .withEach(ContinuousBernoulli.class, ContinuousBernoulli::klOfEach)
          .withEach(Bernoulli.class, Bernoulli::klOfEach)
          .withEach(Binomial.class, Binomial::klOfEach)
          .withEach(NegativeBinomial.class, NegativeBinomial::klOfEach)
          .withEach(Geometric.class, Geometric::klOfEach)
          .withEach(Poisson.class, Poisson::klOfEach)
          .with(Multinomial.class, Multinomial.class, Multinomial::kl)
          .withEach(Categorical.class, Categorical::klOfEach)
          .with(OneHotCategorical.class, OneHotCategorical.class, OneHotCategorical::kl)
          .with(Dirichlet.class, Dirichlet.class, Dirichlet::kl)
          .with(MultivariateNormal.class, MultivariateNormal.class, MultivariateNormal::kl)
          .with(MultivariateNormal.class, Normal.class, MultivariateNormal::kl)
          .with(Normal.class, MultivariateNormal.class, (q, p) -> p.klFrom(q));

  /**
   * A pair of families.
   *
   * @param q the family that the expectation is over
   * @param p the family it is compared with
   */
  public record Pair(Class<? extends Distribution> q, Class<? extends Distribution> p) {
    boolean isOf(Distribution from, Distribution to) {
      return q.isInstance(from) && p.isInstance(to);
    }
  }

  private static final Divergences EMPTY = new Divergences(Map.of());

  private final Map<Pair, BiFunction<Distribution, Distribution, Expr>> forms;

  private Divergences(Map<Pair, BiFunction<Distribution, Distribution, Expr>> forms) {
    this.forms = forms;
  }

  /** The table that Jelbo ships. */
  public static Divergences standard() {
    return STANDARD;
  }

  /** The table without forms. */
  public static Divergences empty() {
    return EMPTY;
  }

  /**
   * This table with one more form, or another form for a pair it has. A pair of interfaces, such as
   * {@link Mixture}, serves what implements them where there is no form for the very classes; of
   * several such forms the last is taken.
   *
   * @param form gives the divergence, {@code [axes...]}, of two distributions of equal event shape
   */
  public <Q extends Distribution, P extends Distribution> Divergences with(
      Class<Q> q, Class<P> p, BiFunction<Q, P, Expr> form) {
    Map<Pair, BiFunction<Distribution, Distribution, Expr>> more = new LinkedHashMap<>(forms);
    more.put(new Pair(q, p), (a, b) -> form.apply(q.cast(a), p.cast(b)));
    return new Divergences(more);
  }

  /** A family of independent entries with itself. */
  private <D extends Distribution> Divergences withEach(
      Class<D> family, BiFunction<D, D, Expr> klOfEach) {
    return with(
        family, family, (q, p) -> Reductions.sumOfEvent(klOfEach.apply(q, p), q.eventShape()));
  }

  /** The pairs in this table, in the order in which they were added. */
  public Set<Pair> pairs() {
    return Collections.unmodifiableSet(forms.keySet());
  }

  /**
   * The divergence in closed form, {@code [axes...]}; empty when the pair is not in the table, when
   * event shapes or discrete supports differ, or when q has values outside the support of p.
   *
   * <p>Before the table is asked, a mixture whose components are known to be the same is that
   * component, and of two distributions transformed by equal bijectors the bases are compared. Two
   * mixtures of the very same components and weights diverge by 0.
   *
   * @throws JelboException for null
   */
  public Optional<Expr> of(Distribution q, Distribution p) {
    Required.of(q, "a divergence", "the distribution it is of", "the guide's");
    Required.of(p, "a divergence", "the distribution it is from", "the model's");
    if (forms.isEmpty()) {
      return Optional.empty();
    }
    Distribution from = Mixture.reduced(q);
    Distribution to = Mixture.reduced(p);
    if (from instanceof Transformed a && to instanceof Transformed b && a.mapsAs(b)) {
      return of(a.base(), b.base());
    }
    if (from instanceof Mixture a && to instanceof Mixture b && a.isSameAs(b)) {
      return Optional.of(Expr.of(0));
    }
    return form(from, to)
        .filter(form -> from.eventShape().equals(to.eventShape()))
        .filter(form -> fits(from.support(), to.support()))
        .map(form -> form.apply(from, to));
  }

  private Optional<BiFunction<Distribution, Distribution, Expr>> form(
      Distribution q, Distribution p) {
    BiFunction<Distribution, Distribution, Expr> exact =
        forms.get(new Pair(q.getClass(), p.getClass()));
    return exact != null
        ? Optional.of(exact)
        : forms.entrySet().stream()
            .filter(entry -> entry.getKey().isOf(q, p))
            .map(Map.Entry::getValue)
            .reduce((first, last) -> last);
  }

  /** Discrete forms pair the values of both. */
  private static boolean fits(Support q, Support p) {
    return (q.isWhole() || q.isOfVectors()) ? p.equals(q) : p.contains(q);
  }

  /**
   * The divergence in closed form, {@code [axes...]}.
   *
   * @throws JelboException where {@link #of} is empty, with what there is instead
   */
  public Expr kl(Distribution q, Distribution p) {
    return of(q, p).orElseThrow(() -> refusal(q, p));
  }

  private JelboException refusal(Distribution q, Distribution p) {
    Distribution from = Mixture.reduced(q);
    Distribution to = Mixture.reduced(p);
    if (from instanceof Transformed a && to instanceof Transformed b && a.mapsAs(b)) {
      return refusal(a.base(), b.base());
    }
    if (form(from, to).isEmpty()) {
      return Messages.noClosedForm(this, from, to);
    }
    return from.eventShape().equals(to.eventShape())
        ? Messages.supportsDoNotFit(from, to)
        : Messages.eventShapesDiffer(from, to);
  }
}

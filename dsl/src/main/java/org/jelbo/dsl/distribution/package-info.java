/**
 * Distributions, one final class a family.
 *
 * <p>Everything right of the axes is one event: {@code logProb} of a value {@code [axes...,
 * event...]} has shape {@code [axes...]}. Families of independent entries are {@link
 * org.jelbo.dsl.distribution.Elementwise} and also score each entry. No factory transforms its
 * arguments. Logarithms are natural: log-densities, entropies and divergences are in nats.
 *
 * <p>Factories name what their parameters are: {@code Gamma.ofConcentrationAndRate}, {@code
 * Bernoulli.ofLogits}; a plain {@code of} is there where the order is the field's, such as location
 * and scale. A family whose cumulative distribution function has a closed form is {@link
 * org.jelbo.dsl.distribution.Cumulative}; a finite one lists its values by {@code enumerate()}.
 * {@link org.jelbo.dsl.distribution.Mixture}, {@link org.jelbo.dsl.distribution.ZeroInflated} and
 * {@link org.jelbo.dsl.distribution.Transformed} are made of others.
 *
 * <h2>A family of your own</h2>
 *
 * <p>implements {@link org.jelbo.dsl.distribution.Elementwise} when its entries are independent,
 * else {@link org.jelbo.dsl.distribution.Distribution}. Exponential entries by their rate:
 *
 * <pre>
 * public final class Exponential implements Elementwise, FixedRange {
 *   private final Expr rate;
 *
 *   private Exponential(Expr rate) { this.rate = rate; }
 *
 *   public static Exponential of(Expr rate) { return new Exponential(rate); }
 *
 *   public Map&lt;String, Expr&gt; parameters() { return Map.of("rate", rate); }
 *   public Shape eventShape() { return rate.eventShape(); }
 *   public Support support() { return Support.positive(); }
 *   public Expr logProbOfEach(Expr value) { return rate.log().minus(rate.times(value)); }
 *   public Expr draw(NoiseStream noise) {
 *     Expr uniform = noise.uniform(eventShape()).maximum(Expr.of(1e-8));
 *     return uniform.negate().log1p().negate().dividedBy(rate);
 *   }
 *   public boolean isReparameterized() { return true; }
 *   public Expr mean() { return Expr.of(1).dividedBy(rate); }
 *   public Expr variance() { return Expr.of(1).dividedBy(rate.square()); }
 *   public Expr entropyOfEach() { return rate.log().negate().plus(1); }
 * }
 * </pre>
 *
 * <ul>
 *   <li>Write formulas of {@link org.jelbo.dsl.expr.Expr}s: they broadcast over axes by name, and
 *       fold when all that meets is a host constant. {@code operand()} is refused for a constant,
 *       so that a function by TensorFlow's op needs another for constants.
 *   <li>Of several parameters, {@link org.jelbo.dsl.distribution.Parameters#eventShape} is the
 *       event shape, and {@link org.jelbo.dsl.distribution.Parameters#filling} gives a moment that
 *       lacks one of them the entries it misses.
 *   <li>A uniform number can be 0 and is never 1: {@code -log(1 - u)} is finite, but can be 0,
 *       which is not in the support, and where a gradient may be infinite. Hence the least value.
 *   <li>A family that is not {@code Elementwise} starts its {@code logProb} with {@link
 *       org.jelbo.dsl.distribution.Scored#by}, which refuses values of another event shape.
 *   <li>A family whose values are the same for all parameters says so by {@link
 *       org.jelbo.dsl.distribution.FixedRange}, another by {@code rangeParameters()} which of them
 *       move an end: of one that does not say, mixtures have no pathwise draws unless all
 *       parameters are the same. {@link org.jelbo.dsl.distribution.Bounded} tells both ends.
 *   <li>Parameters outside of their domain are refused by the factory where they are constants;
 *       {@link org.jelbo.dsl.error.JelboException#here} names the user's line.
 * </ul>
 *
 * <p>The tests of {@code org.jelbo.dsl.contract.DistributionContract}, in the jar {@code
 * org.jelbo:jelbo-dsl:tests}, hold a family to all that is relied on.
 *
 * <h2>Sources</h2>
 *
 * <p>What the pages of the families call by name and year. Each says where its density is from, and
 * its entropy, moments, draws and divergences where they are more than a sum of what is there.
 *
 * <ul>
 *   <li>Bauckhage 2013: Computing the Kullback-Leibler divergence between two Weibull
 *       distributions, arXiv:1310.3713.
 *   <li>Best and Fisher 1979: Efficient simulation of the von Mises distribution, Applied
 *       Statistics 28.
 *   <li>Cheraghchi 2019: Expressions for the entropy of basic discrete distributions, IEEE
 *       Transactions on Information Theory 65.
 *   <li>Chyzak and Nielsen 2019: A closed-form formula for the Kullback-Leibler divergence between
 *       Cauchy distributions, arXiv:1905.10965.
 *   <li>Cover and Thomas 2006: Elements of Information Theory, second edition, Wiley.
 *   <li>Davis 1993: The computer generation of multinomial random variates, Computational
 *       Statistics and Data Analysis 16.
 *   <li>Devroye 1986: Non-Uniform Random Variate Generation, Springer.
 *   <li>DLMF: NIST Digital Library of Mathematical Functions, https://dlmf.nist.gov.
 *   <li>Efron and Tibshirani 1993: An Introduction to the Bootstrap, Chapman and Hall.
 *   <li>Evans et al. 1988: Evans, Boersma, Blachman and Jagers, The entropy of a Poisson
 *       distribution, SIAM Review 30.
 *   <li>Figurnov, Mohamed and Mnih 2018: Implicit reparameterization gradients, NeurIPS.
 *   <li>Gelman et al. 2013: Bayesian Data Analysis, third edition, CRC Press; appendix A.
 *   <li>Gil, Alajaji and Linder 2013: Renyi divergence measures for commonly used univariate
 *       continuous distributions, Information Sciences 249.
 *   <li>Golub and Van Loan 2013: Matrix Computations, fourth edition, Johns Hopkins University
 *       Press.
 *   <li>Graves 2016: Stochastic backpropagation through mixture density distributions,
 *       arXiv:1607.05690.
 *   <li>Hoermann 1993: The transformed rejection method for generating Poisson random variables,
 *       Insurance: Mathematics and Economics 12; The generation of binomial random variates,
 *       Journal of Statistical Computation and Simulation 46; what TensorFlow's ops use where the
 *       mean is not small.
 *   <li>Jang, Gu and Poole 2017: Categorical reparameterization with Gumbel-softmax, ICLR.
 *   <li>Johnson, Kemp and Kotz 2005: Univariate Discrete Distributions, third edition, Wiley.
 *   <li>Johnson, Kotz and Balakrishnan 1994: Continuous Univariate Distributions, volume 1, second
 *       edition, Wiley; chapters 12 to 21.
 *   <li>Johnson, Kotz and Balakrishnan 1995: Continuous Univariate Distributions, volume 2, second
 *       edition, Wiley; chapters 22 to 33.
 *   <li>Johnson, Kotz and Balakrishnan 1997: Discrete Multivariate Distributions, Wiley.
 *   <li>Kallenberg 2002: Foundations of Modern Probability, second edition, Springer.
 *   <li>Kotz, Balakrishnan and Johnson 2000: Continuous Multivariate Distributions, volume 1,
 *       second edition, Wiley.
 *   <li>Lambert 1992: Zero-inflated Poisson regression, with an application to defects in
 *       manufacturing, Technometrics 34.
 *   <li>Loader 2000: Fast and accurate computation of binomial probabilities.
 *   <li>Loaiza-Ganem and Cunningham 2019: The continuous Bernoulli: fixing a pervasive error in
 *       variational autoencoders, NeurIPS, arXiv:1907.06845.
 *   <li>Maddison, Mnih and Teh 2017: The Concrete distribution: a continuous relaxation of discrete
 *       random variables, ICLR.
 *   <li>Mardia and Jupp 2000: Directional Statistics, Wiley.
 *   <li>Marsaglia and Tsang 2000: A simple method for generating gamma variables, ACM Transactions
 *       on Mathematical Software 26.
 *   <li>McLachlan and Peel 2000: Finite Mixture Models, Wiley.
 *   <li>Papamakarios et al. 2021: Normalizing flows for probabilistic modeling and inference,
 *       Journal of Machine Learning Research 22.
 *   <li>Penny 2001: KL-divergences of normal, gamma, Dirichlet and Wishart densities, Wellcome
 *       Department of Cognitive Neurology.
 *   <li>Polson and Scott 2012: On the half-Cauchy prior for a global scale parameter, Bayesian
 *       Analysis 7.
 *   <li>Rasmussen and Williams 2006: Gaussian Processes for Machine Learning, MIT Press.
 *   <li>Salimans et al. 2017: PixelCNN++, ICLR.
 * </ul>
 */
@NullMarked
package org.jelbo.dsl.distribution;

import org.jspecify.annotations.NullMarked;

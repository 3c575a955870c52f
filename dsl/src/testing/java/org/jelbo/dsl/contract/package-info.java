/**
 * Contracts for extensions: what Jelbo relies on of a distribution, a bijector, a handler and a
 * layer, as tests that anyone's test class inherits.
 *
 * <pre>
 * final class ExponentialTest implements DistributionContract {
 *   &#64;Override
 *   public Stream&lt;Case&gt; cases() {
 *     return Stream.of(
 *         Case.of("two rates", p -&gt; Exponential.of(p.param("rate"))).parameter("rate", 0.5, 3));
 *   }
 * }
 * </pre>
 *
 * <p>A test class implements {@link org.jelbo.dsl.contract.DistributionContract}, {@link
 * org.jelbo.dsl.contract.BijectorContract}, {@link org.jelbo.dsl.contract.HandlerContract} or
 * {@link org.jelbo.dsl.contract.LayerContract} and gives its cases; each test runs once a case.
 * {@link org.jelbo.dsl.contract.Evaluation}, {@link org.jelbo.dsl.contract.Agreement} and {@link
 * org.jelbo.dsl.contract.MonteCarlo} are there for tests of your own.
 *
 * <p>The package is the jar {@code org.jelbo:jelbo-dsl:tests}. It needs JUnit 5, AssertJ and
 * TensorFlow's native library on the test class path:
 *
 * <pre>
 * &lt;dependency&gt;
 *   &lt;groupId&gt;org.jelbo&lt;/groupId&gt;
 *   &lt;artifactId&gt;jelbo-dsl&lt;/artifactId&gt;
 *   &lt;version&gt;...&lt;/version&gt;
 *   &lt;classifier&gt;tests&lt;/classifier&gt;
 *   &lt;scope&gt;test&lt;/scope&gt;
 * &lt;/dependency&gt;
 * </pre>
 */
@NullMarked
package org.jelbo.dsl.contract;

import org.jspecify.annotations.NullMarked;

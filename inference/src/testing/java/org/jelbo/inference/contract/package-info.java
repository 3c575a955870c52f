/**
 * The contract for objectives of your own: what Jelbo relies on of one, as tests that anyone's test
 * class inherits.
 *
 * <pre>
 * final class WakeSleepTest implements ObjectiveContract {
 *   &#64;Override
 *   public Stream&lt;Case&gt; cases() {
 *     return Stream.of(Case.of("five particles", new WakeSleep(programs, 5), data));
 *   }
 * }
 * </pre>
 *
 * <p>The package is the jar {@code org.jelbo:jelbo-inference:tests}; it needs {@code
 * org.jelbo:jelbo-dsl:tests}, JUnit 5, AssertJ and TensorFlow's native library on the test class
 * path beside it.
 */
@NullMarked
package org.jelbo.inference.contract;

import org.jspecify.annotations.NullMarked;

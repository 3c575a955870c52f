package org.jelbo.inference.schedule;

import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.expr.SpecialFunctions;

/**
 * What formulas of the step are made of, in a graph and by Java.
 *
 * @param <T> a number, or what stands for one in a graph; scalar
 */
public interface Arithmetic<T> {
  /** By Java, in double precision. */
  Arithmetic<Double> NUMBERS =
      new Arithmetic<>() {
        @Override
        public Double number(double value) {
          return value;
        }

        @Override
        public Double plus(Double x, double y) {
          return x + y;
        }

        @Override
        public Double times(Double x, double y) {
          return x * y;
        }

        @Override
        public Double over(Double x, double y) {
          return x / y;
        }

        @Override
        public Double times(Double x, Double y) {
          return x * y;
        }

        @Override
        public Double minus(Double x, Double y) {
          return x - y;
        }

        @Override
        public Double atMost(Double x, double most) {
          return Math.min(x, most);
        }

        @Override
        public Double atLeast(Double x, double least) {
          return Math.max(x, least);
        }

        @Override
        public Double floor(Double x) {
          return Math.floor(x);
        }

        @Override
        public Double reciprocal(Double x) {
          return 1 / x;
        }

        @Override
        public Double exp(Double x) {
          return Math.exp(x);
        }

        @Override
        public Double cos(Double x) {
          return Math.cos(x);
        }
      };

  /** In the graph of the step, in its precision. */
  Arithmetic<Expr> EXPRESSIONS =
      new Arithmetic<>() {
        @Override
        public Expr number(double value) {
          return Expr.of(value);
        }

        @Override
        public Expr plus(Expr x, double y) {
          return x.plus(y);
        }

        @Override
        public Expr times(Expr x, double y) {
          return x.times(y);
        }

        @Override
        public Expr over(Expr x, double y) {
          return x.dividedBy(y);
        }

        @Override
        public Expr times(Expr x, Expr y) {
          return x.times(y);
        }

        @Override
        public Expr minus(Expr x, Expr y) {
          return x.minus(y);
        }

        @Override
        public Expr atMost(Expr x, double most) {
          return x.minimum(Expr.of(most));
        }

        @Override
        public Expr atLeast(Expr x, double least) {
          return x.maximum(Expr.of(least));
        }

        @Override
        public Expr floor(Expr x) {
          return SpecialFunctions.floor(x);
        }

        @Override
        public Expr reciprocal(Expr x) {
          return Expr.of(1).dividedBy(x);
        }

        @Override
        public Expr exp(Expr x) {
          return x.exp();
        }

        @Override
        public Expr cos(Expr x) {
          return SpecialFunctions.cos(x);
        }
      };

  /** A number as it is. */
  T number(double value);

  /** {@code x + y}. */
  T plus(T x, double y);

  /** {@code x y}. */
  T times(T x, double y);

  /** {@code x / y}. */
  T over(T x, double y);

  /** {@code x y}. */
  T times(T x, T y);

  /** {@code x - y}. */
  T minus(T x, T y);

  /** The lesser of two. */
  T atMost(T x, double most);

  /** The greater of two. */
  T atLeast(T x, double least);

  /** The greatest whole number that is not above. */
  T floor(T x);

  /** {@code 1 / x}. */
  T reciprocal(T x);

  /** {@code e^x}. */
  T exp(T x);

  /** The cosine of radians. */
  T cos(T x);
}

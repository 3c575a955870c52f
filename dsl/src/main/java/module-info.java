/** Programs, expressions, noise, parameters, distributions and layers of Jelbo. */
module org.jelbo.dsl {
  requires transitive tensorflow;
  requires transitive org.tensorflow.ndarray;
  requires org.apache.commons.numbers.gamma;
  requires static org.jspecify;

  exports org.jelbo.dsl.axis;
  exports org.jelbo.dsl.bijector;
  exports org.jelbo.dsl.diagram;
  exports org.jelbo.dsl.distribution;
  exports org.jelbo.dsl.divergence;
  exports org.jelbo.dsl.error;
  exports org.jelbo.dsl.expr;
  exports org.jelbo.dsl.nn;
  exports org.jelbo.dsl.noise;
  exports org.jelbo.dsl.param;
  exports org.jelbo.dsl.program;
  exports org.jelbo.dsl.support;
}

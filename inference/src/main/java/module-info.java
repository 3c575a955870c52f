/** Derivation, compilation, training and evaluation. */
module org.jelbo.inference {
  requires transitive org.jelbo.dsl;
  requires static org.jspecify;

  exports org.jelbo.inference.compilation;
  exports org.jelbo.inference.data;
  exports org.jelbo.inference.evaluation;
  exports org.jelbo.inference.file;
  exports org.jelbo.inference.formula;
  exports org.jelbo.inference.loss;
  exports org.jelbo.inference.objective;
  exports org.jelbo.inference.optimizer;
  exports org.jelbo.inference.runtime;
  exports org.jelbo.inference.schedule;
  exports org.jelbo.inference.training;
}

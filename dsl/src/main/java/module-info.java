/** Programs, expressions, noise, parameters, distributions and layers of Jelbo. */
module org.jelbo.dsl {
  requires transitive tensorflow;
  requires transitive org.tensorflow.ndarray;
  requires static org.jspecify;
}

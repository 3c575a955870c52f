/** Derivation, compilation, training and evaluation. */
module org.jelbo.inference {
  requires transitive org.jelbo.dsl;
  requires static org.jspecify;
}

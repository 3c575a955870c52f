/** The bundled models, one small package each. */
module org.jelbo.models {
  requires transitive org.jelbo.inference;
  requires static org.jspecify;

  exports org.jelbo.models.vae;
}

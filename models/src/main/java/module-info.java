/** The bundled models, one small package each. */
module org.jelbo.models {
  requires transitive org.jelbo.inference;
  requires static org.jspecify;

  exports org.jelbo.models.classifier;
  exports org.jelbo.models.convvae;
  exports org.jelbo.models.cvae;
  exports org.jelbo.models.fsvae;
  exports org.jelbo.models.gmvae;
  exports org.jelbo.models.hvae;
  exports org.jelbo.models.quadratic;
  exports org.jelbo.models.ssvae;
  exports org.jelbo.models.vae;
  exports org.jelbo.models.vae2d;
}

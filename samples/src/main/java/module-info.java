/** Data, experiments, reports and the command line. */
module org.jelbo.samples {
  requires org.jelbo.models;
  requires info.picocli;
  requires com.google.gson;
  requires java.desktop;
  requires us.hebi.matlab.mat.mfl.core;
  requires static org.jspecify;
}

/** Data, experiments, reports and the command line. */
module org.jelbo.samples {
  requires org.jelbo.models;
  requires info.picocli;
  requires com.google.gson;
  requires java.desktop;
  requires org.apache.commons.numbers.gamma;
  // FontBox is an automatic module, which cannot say itself that it needs this.
  requires org.apache.commons.logging;
  requires org.apache.fontbox;
  requires org.apache.pdfbox;
  requires org.apache.pdfbox.io;
  requires us.hebi.matlab.mat.mfl.core;
  requires org.eclipse.elk.alg.layered;
  requires org.eclipse.elk.core;
  requires org.eclipse.elk.graph;
  requires static org.jspecify;
}

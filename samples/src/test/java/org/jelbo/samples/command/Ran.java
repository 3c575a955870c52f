package org.jelbo.samples.command;

import java.io.PrintWriter;
import java.io.StringWriter;

/**
 * What a command did.
 *
 * @param exit its exit code
 * @param out what it printed
 * @param err what it printed about errors
 */
record Ran(int exit, String out, String err) {
  static Ran of(String... args) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int exit =
        Main.run(new PrintWriter(out, true), new PrintWriter(err, true), new Interruption(), args);
    return new Ran(exit, out.toString(), err.toString());
  }
}

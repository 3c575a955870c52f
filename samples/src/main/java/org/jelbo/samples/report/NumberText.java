package org.jelbo.samples.report;

import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Locale;

/** Numbers as text in pictures and messages, the same in every locale. */
final class NumberText {
  private NumberText() {}

  /** As many decimals as a number has, at most four. */
  static String number(double value) {
    return decimals("0.####", value);
  }

  /** One decimal. */
  static String decimal(double value) {
    return decimals("0.0", value);
  }

  private static String decimals(String pattern, double value) {
    DecimalFormat format =
        new DecimalFormat(pattern, DecimalFormatSymbols.getInstance(Locale.ROOT));
    String text = format.format(value);
    // What rounds to zero has no sign.
    return text.matches("-0(\\.0)?") ? text.substring(1) : text;
  }
}

package org.jelbo.dsl.error;

import java.io.Serializable;

/** What a refusal is about; its text is what messages begin with. */
public sealed interface Subject extends Serializable {
  /** The parameter of a name. */
  static Subject parameter(String name) {
    return new Parameter(name);
  }

  /**
   * Something that nobody asks for.
   *
   * @param text such as {@code site 'x'}
   */
  static Subject of(String text) {
    return new Words(text);
  }

  /**
   * A parameter by itself.
   *
   * @param name its path
   */
  record Parameter(String name) implements Subject {
    /** Such as {@code parameter 'decoder/0/kernel'}. */
    @Override
    public String toString() {
      return "parameter '" + name + "'";
    }
  }

  /**
   * Something in words.
   *
   * @param text such as {@code site 'x'}
   */
  record Words(String text) implements Subject {
    /** The words. */
    @Override
    public String toString() {
      return text;
    }
  }
}

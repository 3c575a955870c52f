package org.jelbo.inference.compilation;

import org.tensorflow.Operand;
import org.tensorflow.op.Op;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.family.TNumber;

/**
 * A variable, the one read of it that the graph uses, and how it is set.
 *
 * @param prefix of the names of what it holds: none for parameters, a slot's name and a slash
 * @param start of a slot's numbers
 */
record Held(
    Block block,
    String prefix,
    Operand<TNumber> variable,
    Operand<TNumber> read,
    Placeholder<TNumber> fed,
    Op assign,
    double start) {
  /** What a name with this prefix is called in the block. */
  String inBlock(String name) {
    return name.substring(prefix.length());
  }
}

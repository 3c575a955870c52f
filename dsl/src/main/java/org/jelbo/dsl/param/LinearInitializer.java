package org.jelbo.dsl.param;

/** The ways frameworks start a dense layer, by name. */
public enum LinearInitializer {
  /**
   * PyTorch's {@code nn.Linear}: kernel and bias uniform on {@code +-1/sqrt(fanIn)}, where fanIn
   * counts all inputs as if they were concatenated.
   */
  PYTORCH {
    @Override
    public Initializer kernel(long fanIn, long fanOut) {
      return new Initializer.Uniform(1 / Math.sqrt((double) fanIn));
    }

    @Override
    public Initializer bias(long fanIn) {
      return new Initializer.Uniform(1 / Math.sqrt((double) fanIn));
    }
  },
  /**
   * Keras's {@code Dense}: kernel uniform on {@code +-sqrt(6/(fanIn + fanOut))} (Glorot and Bengio
   * 2010, equation 16), bias zero.
   */
  KERAS {
    @Override
    public Initializer kernel(long fanIn, long fanOut) {
      return new Initializer.Uniform(Math.sqrt(6.0 / (fanIn + fanOut)));
    }

    @Override
    public Initializer bias(long fanIn) {
      return new Initializer.Constant(0);
    }
  };

  /**
   * How the kernel starts.
   *
   * @param fanIn the width of all inputs together
   * @param fanOut the width of the output
   */
  public abstract Initializer kernel(long fanIn, long fanOut);

  /**
   * How the bias starts.
   *
   * @param fanIn the width of all inputs together
   */
  public abstract Initializer bias(long fanIn);
}

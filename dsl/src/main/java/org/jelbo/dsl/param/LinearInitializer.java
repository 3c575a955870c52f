package org.jelbo.dsl.param;

/** The ways frameworks start a layer with a product in it, by name. */
public enum LinearInitializer {
  /**
   * PyTorch's {@code nn.Linear}: kernel and bias uniform on {@code +-1/sqrt(fanIn)}, where fanIn
   * counts all inputs as if they were concatenated. The kernel's is the start of He, Zhang, Ren and
   * Sun 2015, section 2.2, for a slope of {@code sqrt 5} where negative.
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

    /** All of {@code nn.GRUCell} is uniform on {@code +-1/sqrt(width)}. */
    @Override
    public Initializer gates(long in, long width) {
      return kernel(width, width);
    }

    @Override
    public Initializer recurrence(long width) {
      return kernel(width, width);
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

    /** The kernel of {@code GRU} starts as that of one dense layer for all gates. */
    @Override
    public Initializer gates(long in, long width) {
      return kernel(in, GATES * width);
    }

    /** The recurrent kernel of {@code GRU}. */
    @Override
    public Initializer recurrence(long width) {
      return new Initializer.Orthogonal(1);
    }
  };

  private static final long GATES = 3;

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

  /**
   * How the kernel starts that makes the gates of a recurrent unit of its input.
   *
   * @param in the width of the input
   * @param width that of the state
   */
  public abstract Initializer gates(long in, long width);

  /**
   * How the kernel starts that makes them of its state.
   *
   * @param width that of the state
   */
  public abstract Initializer recurrence(long width);
}

package org.jelbo.inference.derivation;

import java.util.List;

/** Why a term is computed as it is. */
public sealed interface Reason {
  /** In a few words, such as {@code no closed form from Gamma to Normal in the table}. */
  String text();

  /** What is wrong with a closed form, where {@link #text} says that there is none. */
  default String cause() {
    return text();
  }

  /** What explains itself. */
  enum Plain implements Reason {
    /** A site that takes the data. */
    GIVEN("given"),
    /** A factor of the model. */
    FACTOR("a factor"),
    /** A closed form may not stand within the logarithm of a mean of weights. */
    INSIDE_WEIGHT("inside an importance weight"),
    /** Drawn once, beside the weights, whose density ratio is that of the draw. */
    OUTSIDE_WEIGHTS("outside the importance weights"),
    /** The values of an enumerated site are summed anyway. */
    OVER_VALUES("a sum over the values"),
    /** The gradient of the guide goes by way of the draw. */
    AT_DRAW("the gradient is taken at the draw"),
    /** {@code treat} asks for none. */
    ASKED("as asked");

    private final String text;

    Plain(String text) {
      this.text = text;
    }

    @Override
    public String text() {
      return text;
    }
  }

  /** The closed form of a pair of families. */
  record Pair(String guide, String model) implements Reason {
    @Override
    public String text() {
      return guide + " to " + model;
    }
  }

  /** No closed form is known of a pair. */
  record NotInTable(Pair pair) implements Reason {
    @Override
    public String text() {
      return "no closed form from " + pair.text() + " in the table";
    }
  }

  /** What is joined by a sum in the model. */
  record SummedOver(List<String> sites) implements Reason {
    @Override
    public String text() {
      return "summed over " + String.join(", ", sites);
    }
  }

  /** A closed form would be wrong. */
  sealed interface Obstacle extends Reason {
    @Override
    default String text() {
      return "no closed form: " + cause();
    }
  }

  /** The expectation over the latent would change a parent of it in the model. */
  record ParentDescends(String latent, String parent) implements Obstacle {
    @Override
    public String cause() {
      return "in the model "
          + latent
          + " depends on "
          + parent
          + ", which in the guide depends on "
          + latent;
    }
  }

  /** A sum in the model joins the latent with what it depends on. */
  record ParentSummedOut(String latent, List<String> parents) implements Obstacle {
    @Override
    public String cause() {
      return "in the model "
          + latent
          + " depends on "
          + String.join(", ", parents)
          + ", which is summed out";
    }
  }

  /** What prevents a closed form, in itself. */
  enum Prevented implements Obstacle {
    /** Something else stands in the place of the draw. */
    NOT_DRAWN("the guide does not draw the value"),
    /** A divergence is masked by one mask. */
    OTHER_MASKS("the masks in guide and model are not one value"),
    /** A divergence is masked as a whole. */
    MASKED_ENTRIES("entries of the event are masked");

    private final String cause;

    Prevented(String cause) {
      this.cause = cause;
    }

    @Override
    public String cause() {
      return cause;
    }
  }
}

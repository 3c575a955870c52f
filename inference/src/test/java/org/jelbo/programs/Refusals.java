package org.jelbo.programs;

import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jelbo.dsl.error.JelboException;

/** Random programs that are refused, counted by the reason for which each is right to be. */
final class Refusals {
  private static final System.Logger LOG = System.getLogger(Refusals.class.getName());

  /** Why a program has no number that would be right. */
  private enum Reason {
    /** The number would count what is missing, or leave out what it must count. */
    MASKS("the sum would be no bound of the evidence", "is missing there: its mask is 0"),
    /** The loss does not depend on a parameter. */
    UNREACHED("a parameter that the loss depends on"),
    /** Sums outside the weights are the same for all particles. */
    OUTSIDE_OF_DRAWS("a site whose probabilities are the same for all particles") {
      @Override
      boolean isOf(Spec spec) {
        return isOutside(spec)
            && spec.guide().stream()
                .filter(Spec.Node::isOpen)
                .flatMap(node -> PlainLoss.ancestors(spec, node.parents()).stream())
                .anyMatch(name -> isWeighted(spec, spec.node(name)));
      }
    },
    /** A weight in plates is of a latent that is drawn there. */
    NOTHING_TO_WEIGH("a latent inside a plate to weigh, but none is drawn there") {
      @Override
      boolean isOf(Spec spec) {
        return spec.bound().drawsGlobalsOnce()
            && spec.guide().stream().noneMatch(node -> node.isDrawn() && isInRows(node));
      }
    },
    /** Sums outside the weights are in the plates that the weights stand in. */
    OUTSIDE_IN_PLATES("a site whose values are summed outside the weights in the plates of") {
      @Override
      boolean isOf(Spec spec) {
        boolean isOneWeight = spec.bound().isOneWeight();
        return isOutside(spec)
            && spec.guide().stream()
                .filter(Spec.Node::isOpen)
                .anyMatch(node -> isOneWeight ? isInRows(node) : node.level().isInside());
      }
    },
    /** A guide's values in a plate that a sum is around would be of all its indices at once. */
    VALUES_IN_SUM("no values of the guide inside a sum of the model over plate") {
      @Override
      boolean isOf(Spec spec) {
        return spec.model().stream()
            .filter(spec::isWithinLog)
            .anyMatch(
                sum ->
                    spec.guide().stream()
                        .anyMatch(
                            node -> node.isOpen() && node.level().compareTo(sum.level()) > 0));
      }
    };

    private final List<String> messages;

    Reason(String... messages) {
      this.messages = List.of(messages);
    }

    /** Whether it is one for a program, by its structure. */
    boolean isOf(Spec spec) {
      return false;
    }

    private static boolean isInRows(Spec.Node node) {
      return node.level().isInRows();
    }

    private static boolean isOutside(Spec spec) {
      return spec.bound().isWeighted() && !spec.bound().isInside();
    }

    private static boolean isWeighted(Spec spec, Spec.Node node) {
      return node.isDrawn() && (isInRows(node) || spec.bound().isOneWeight());
    }

    boolean isIn(String message) {
      return messages.stream().anyMatch(message::contains);
    }

    String label() {
      return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
  }

  private final Map<Reason, Set<Long>> seeds = new EnumMap<>(Reason.class);

  /**
   * Hears a refusal of specs, which are the terms of one objective.
   *
   * @param isUnsound whether masks leave out what others count
   * @param loss of the objective
   * @return what is wrong about it; empty where it is right
   */
  synchronized String heard(
      List<Spec> specs, boolean isUnsound, PlainLoss.Loss loss, JelboException refusal) {
    String message = String.valueOf(refusal.getMessage());
    for (Reason reason : Reason.values()) {
      if (reason.isIn(message)) {
        seeds.computeIfAbsent(reason, key -> new HashSet<>()).add(specs.get(0).seed());
        boolean isRight =
            switch (reason) {
              case MASKS -> isUnsound;
              case UNREACHED -> loss.slope("theta") == 0 || loss.slope("phi") == 0;
              default -> specs.stream().anyMatch(reason::isOf);
            };
        return isRight ? "" : "refused without a reason: " + message;
      }
    }
    return "refused as nothing that is known: " + message;
  }

  /** How many programs. */
  synchronized int count() {
    return seeds.values().stream().mapToInt(Set::size).sum();
  }

  /** Tells how many of those that were tried. */
  synchronized void log(String what, Seeds tried) {
    LOG.log(
        System.Logger.Level.INFO,
        "{0} of seeds {1} to {2}: {3} refused {4}",
        what,
        Long.toString(tried.first()),
        Long.toString(tried.last()),
        count(),
        seeds.entrySet().stream()
            .map(entry -> entry.getKey().label() + " " + entry.getValue().size())
            .toList());
  }
}

package dev.mien.engine.outcome;

import dev.mien.engine.counts.Cell;
import dev.mien.engine.outcome.ShownArm.Measure;
import dev.mien.engine.release.ReleasedParts;
import dev.mien.engine.session.Exposure.Kind;
import dev.mien.engine.session.Exposures;
import dev.mien.engine.vocabulary.Vocabulary;
import dev.mien.segments.model.Event;
import dev.mien.segments.model.Learning;
import dev.mien.segments.model.Model;
import dev.mien.segments.model.Offer;
import dev.mien.segments.model.Slot;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Which outcomes of an edition are released: those of offers that compare something, by their
 * segment, and those of watched scores. What is not compared costs noise and says nothing.
 *
 * <p>What one session may change of them is bounded by what a session keeps: it counts for one arm
 * of an offer and once in a watched score, {@link Exposures#MAX} times at the most; for each goal
 * once in each slot, and for what a score predicts once; each time by one, in whichever hours and
 * over all of them together.
 */
public final class ReleasedCells {
  private ReleasedCells() {}

  /** All numbers that an edition of this vocabulary releases, hour by hour. */
  public static ReleasedParts of(Vocabulary vocabulary) {
    Set<String> compared = new HashSet<>();
    List<Slot> slots = vocabulary.model().slots();
    for (int slot = 0; slot < slots.size(); slot++) {
      for (int offer = 0; offer < slots.get(slot).offers().size(); offer++) {
        if (compares(vocabulary.model(), slots.get(slot), slots.get(slot).offers().get(offer))) {
          compared.add(vocabulary.experiment(slot, offer));
        }
      }
    }
    OutcomeCells cells = new OutcomeCells(vocabulary);
    List<List<Cell>> parts = new ArrayList<>();
    for (int part = 0; part < cells.parts(); part++) {
      List<Cell> released = cells.of(part).stream().filter(cell -> is(cell, compared)).toList();
      // A part keeps its number, which it is released under.
      parts.add(released);
    }
    return compared.isEmpty() && vocabulary.watchedScores().isEmpty()
        ? ReleasedParts.NONE
        : new ReleasedParts(parts, touched(vocabulary));
  }

  /**
   * How many of the numbers that an edition releases one session may change, in all hours together,
   * each by one; at least 1.
   */
  public static int touched(Vocabulary vocabulary) {
    Model model = vocabulary.model();
    int offers = 0;
    int comparing = 0;
    for (Slot slot : model.slots()) {
      int before = offers;
      for (Offer offer : slot.offers()) {
        offers += compares(model, slot, offer) ? 1 : 0;
      }
      comparing += offers > before ? 1 : 0;
    }
    long goals =
        model.schema().events().stream().filter(event -> event.goal() == Event.Role.GOAL).count();
    int credits = (int) Math.min(goals, Learning.GOALS_MAX);
    int scores = vocabulary.watchedScores().size();
    int shown = Math.min(offers + scores, Exposures.MAX);
    int reached = Math.min(comparing, Exposures.MAX) * credits + scores;
    return Math.max(1, shown + reached);
  }

  /** Whether an offer has variants to compare, or sessions that are held out of it. */
  public static boolean compares(Model model, Slot slot, Offer offer) {
    return offer.variants().size() > 1
        || slot.holdoutBasisPoints() > 0
        || model.holdoutBasisPoints() > 0;
  }

  private static boolean is(Cell cell, Set<String> compared) {
    if (ScoredBin.of(cell).isPresent()) {
      return true;
    }
    ShownArm.Counted counted = ShownArm.of(cell);
    boolean counts =
        switch (counted.measure()) {
          case Measure.Sessions _, Measure.Reached _ -> true;
          case Measure.Propensity _ -> false;
        };
    return counts
        && counted.arm().kind() != Kind.FALLBACK
        && compared.contains(counted.arm().experiment());
  }
}

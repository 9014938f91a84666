package dev.mien.engine.outcome;

import dev.mien.engine.counts.Cell;
import dev.mien.engine.outcome.ShownArm.Measure;
import dev.mien.engine.release.ReleasedParts;
import dev.mien.engine.session.Exposure.Kind;
import dev.mien.engine.vocabulary.Vocabulary;
import dev.mien.segments.model.Offer;
import dev.mien.segments.model.Slot;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Which outcomes of an edition are released: those of offers that compare something, by their
 * segment. What is not compared costs noise and says nothing.
 */
public final class ReleasedCells {
  private ReleasedCells() {}

  /** All numbers that an edition of this vocabulary releases, hour by hour. */
  public static ReleasedParts of(Vocabulary vocabulary) {
    Set<String> compared = new HashSet<>();
    List<Slot> slots = vocabulary.model().slots();
    for (int slot = 0; slot < slots.size(); slot++) {
      for (int offer = 0; offer < slots.get(slot).offers().size(); offer++) {
        if (compares(vocabulary, slots.get(slot), slots.get(slot).offers().get(offer))) {
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
    return compared.isEmpty()
        ? ReleasedParts.NONE
        : new ReleasedParts(parts, 1 + vocabulary.goals().length);
  }

  /** Whether an offer has variants to compare, or sessions that are held out of it. */
  public static boolean compares(Vocabulary vocabulary, Slot slot, Offer offer) {
    return offer.variants().size() > 1
        || slot.holdoutBasisPoints() > 0
        || vocabulary.model().holdoutBasisPoints() > 0;
  }

  private static boolean is(Cell cell, Set<String> compared) {
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

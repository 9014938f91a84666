package dev.mien.engine.outcome;

import dev.mien.engine.counts.Cell;
import dev.mien.engine.counts.Layout;
import dev.mien.engine.drift.ScoreBins;
import dev.mien.engine.outcome.ShownArm.Measure;
import dev.mien.engine.session.Exposure.Kind;
import dev.mien.engine.vocabulary.Vocabulary;
import dev.mien.engine.vocabulary.WatchedScore;
import dev.mien.segments.model.Model;
import dev.mien.segments.model.Offer;
import dev.mien.segments.model.Slot;
import dev.mien.segments.model.Variant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Where the outcomes of one edition are counted. Each arm has a cell for the sessions that are
 * shown it and one for each goal. A slot that has offers has these arms: its fallback, its fallback
 * for sessions that are held out and whom no offer is for; then for each offer the fallback for
 * those that are held out of it, each variant, and each variant as it is explored. Each variant has
 * one cell more, for propensities.
 *
 * <p>Each watched score is a part of its own: a cell for each place of its bins, and then one for
 * each bin.
 */
final class OutcomeCells implements Layout {
  /** A slot that has more is a part of its own. */
  private static final int PART_CELLS = 1_024;

  private final Vocabulary vocabulary;
  private final List<String> goals;
  private final int[] partOfSlot;
  private final int[] firstOfSlot;
  private final int[][] firstOfOffer;
  private final List<Part> parts = new ArrayList<>();

  /** Slots {@code from} to {@code until}, the last not included, with {@code cells} together. */
  private record Part(int from, int until, int cells) {}

  /**
   * What sessions are shown.
   *
   * @param slot its position
   * @param offer its place among the slot's offers, or -1
   * @param variant its place among the offer's variants
   */
  record Place(int slot, Kind kind, int offer, int variant) {}

  OutcomeCells(Vocabulary vocabulary) {
    this.vocabulary = vocabulary;
    Model model = vocabulary.model();
    this.goals = new ArrayList<>();
    for (int goal : vocabulary.goals()) {
      goals.add(model.schema().events().get(goal).name().text());
    }
    int slots = model.slots().size();
    this.partOfSlot = new int[slots];
    this.firstOfSlot = new int[slots];
    this.firstOfOffer = new int[slots][];
    int from = 0;
    int cells = 0;
    for (int slot = 0; slot < slots; slot++) {
      int size = size(model.slots().get(slot));
      if (cells > 0 && cells + size > PART_CELLS) {
        parts.add(new Part(from, slot, cells));
        from = slot;
        cells = 0;
      }
      partOfSlot[slot] = parts.size();
      firstOfSlot[slot] = cells;
      firstOfOffer[slot] = offers(model.slots().get(slot), cells);
      cells += size;
    }
    parts.add(new Part(from, slots, cells));
  }

  private int arm() {
    return 1 + goals.size();
  }

  private int size(Slot slot) {
    if (slot.offers().isEmpty()) {
      return 0;
    }
    int size = 2 * arm();
    for (Offer offer : slot.offers()) {
      size += size(offer);
    }
    return size;
  }

  private int size(Offer offer) {
    return arm() + offer.variants().size() * (2 * arm() + 1);
  }

  private int[] offers(Slot slot, int first) {
    int[] offers = new int[slot.offers().size()];
    int next = first + 2 * arm();
    for (int i = 0; i < offers.length; i++) {
      offers[i] = next;
      next += size(slot.offers().get(i));
    }
    return offers;
  }

  @Override
  public int parts() {
    return parts.size() + vocabulary.watchedScores().size();
  }

  @Override
  public int size(int part) {
    return part < parts.size() ? parts.get(part).cells() : ScoreBins.PLACES + ScoreBins.COUNT;
  }

  int part(int slot) {
    return partOfSlot[slot];
  }

  /** The part of a watched score, by its place among those. */
  int partOfScore(int watched) {
    return parts.size() + watched;
  }

  /** Where those sessions of a place are counted that reach the goal, within the part. */
  static int reached(int place) {
    return ScoreBins.PLACES + ScoreBins.bin(place);
  }

  /** Where sessions that are shown this are counted, within the part of its slot. */
  int sessions(Place place) {
    int slot = place.slot();
    return switch (place.kind()) {
      case FALLBACK -> firstOfSlot[slot];
      case HELD_OUT ->
          place.offer() < 0 ? firstOfSlot[slot] + arm() : firstOfOffer[slot][place.offer()];
      case VARIANT -> variant(place);
      case EXPLORED -> variant(place) + arm() + 1;
    };
  }

  private int variant(Place place) {
    return firstOfOffer[place.slot()][place.offer()] + arm() + place.variant() * (2 * arm() + 1);
  }

  /** Where those of them are counted that reach a goal. */
  int reached(Place place, int goal) {
    return sessions(place) + 1 + goal;
  }

  /** Where the probabilities with which a variant was drawn are added up. */
  int propensity(Place place) {
    return variant(place) + arm();
  }

  @Override
  public List<Cell> of(int part) {
    if (part >= parts.size()) {
      return ofScore(vocabulary.watchedScores().get(part - parts.size()));
    }
    List<Cell> cells = new ArrayList<>(size(part));
    List<Slot> slots = vocabulary.model().slots();
    for (int i = parts.get(part).from(); i < parts.get(part).until(); i++) {
      if (!slots.get(i).offers().isEmpty()) {
        add(fallback(i, Kind.FALLBACK), cells);
        add(fallback(i, Kind.HELD_OUT), cells);
        for (int j = 0; j < slots.get(i).offers().size(); j++) {
          add(arm(i, j, Kind.HELD_OUT, Variant.FALLBACK.text()), cells);
          for (Variant variant : slots.get(i).offers().get(j).variants()) {
            ShownArm drawn = arm(i, j, Kind.VARIANT, variant.name().text());
            add(drawn, cells);
            cells.add(drawn.cell(new Measure.Propensity()));
            add(arm(i, j, Kind.EXPLORED, variant.name().text()), cells);
          }
        }
      }
    }
    return cells;
  }

  private List<Cell> ofScore(WatchedScore score) {
    List<Cell> cells = new ArrayList<>(ScoreBins.PLACES + ScoreBins.COUNT);
    for (int place = 0; place < ScoreBins.PLACES; place++) {
      cells.add(bin(score, ScoredBin.Measure.SESSIONS, place));
    }
    for (int bin = 0; bin < ScoreBins.COUNT; bin++) {
      cells.add(bin(score, ScoredBin.Measure.REACHED, bin));
    }
    return cells;
  }

  private Cell bin(WatchedScore score, ScoredBin.Measure measure, int number) {
    String segment = vocabulary.model().segments().get(score.segment()).name().text();
    return new ScoredBin(segment, goals.get(score.goal()), score.identity(), measure, number)
        .cell();
  }

  private void add(ShownArm arm, List<Cell> cells) {
    cells.add(arm.cell(new Measure.Sessions()));
    for (String goal : goals) {
      cells.add(arm.cell(new Measure.Reached(goal)));
    }
  }

  private ShownArm fallback(int slot, Kind kind) {
    String name = vocabulary.model().slots().get(slot).name().text();
    return new ShownArm(name, kind, Optional.empty(), Variant.FALLBACK.text(), "", "");
  }

  private ShownArm arm(int slot, int offer, Kind kind, String variant) {
    Model model = vocabulary.model();
    Offer of = model.slots().get(slot).offers().get(offer);
    return new ShownArm(
        model.slots().get(slot).name().text(),
        kind,
        Optional.of(model.segments().get(of.audience()).name().text()),
        variant,
        of.name().text(),
        vocabulary.experiment(slot, offer));
  }
}

package dev.mien.engine.counts;

import dev.mien.engine.decision.Reason;
import dev.mien.segments.model.Model;
import dev.mien.segments.model.Offer;
import dev.mien.segments.model.Slot;
import dev.mien.segments.model.Variant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The cells of one edition, in parts: each slot has one for each reason without a match, and one
 * for each variant of each offer. A part is some slots after each other that are counted and told
 * together, so that neither a workspace of a thousand slots is told as a whole each second, nor
 * each slot alone. Immutable; costs O(slots + offers) to make.
 */
public final class Cells implements Layout {
  /** A slot that has more is a part of its own: at most 4,000 variants and the reasons. */
  private static final int PART_CELLS = 1_024;

  private static final List<Reason> UNMATCHED =
      List.of(Reason.FALLBACK, Reason.HELD_OUT, Reason.NO_CONSENT, Reason.TOO_FEW);

  private final Model model;
  private final int[] partOfSlot;
  private final int[] firstOfSlot;
  private final List<Part> parts;

  /** Slots {@code from} to {@code until}, the last not included, with {@code cells} together. */
  private record Part(int from, int until, int cells) {}

  Cells(Model model) {
    this.model = model;
    List<Slot> slots = model.slots();
    this.partOfSlot = new int[slots.size()];
    this.firstOfSlot = new int[slots.size()];
    this.parts = new ArrayList<>();
    int from = 0;
    int cells = 0;
    for (int slot = 0; slot < slots.size(); slot++) {
      int size = size(slots.get(slot));
      if (cells > 0 && cells + size > PART_CELLS) {
        parts.add(new Part(from, slot, cells));
        from = slot;
        cells = 0;
      }
      partOfSlot[slot] = parts.size();
      firstOfSlot[slot] = cells;
      cells += size;
    }
    parts.add(new Part(from, slots.size(), cells));
  }

  /** All cells of an edition, part by part; offers for one segment may share one. */
  public static List<Set<Cell>> parts(Model model) {
    Cells cells = new Cells(model);
    List<Set<Cell>> parts = new ArrayList<>(cells.parts());
    for (int i = 0; i < cells.parts(); i++) {
      parts.add(Set.copyOf(cells.of(i)));
    }
    return parts;
  }

  private static int size(Slot slot) {
    int size = UNMATCHED.size();
    for (int i = 0; i < slot.offers().size(); i++) {
      size += slot.offers().get(i).variants().size();
    }
    return size;
  }

  @Override
  public int parts() {
    return parts.size();
  }

  @Override
  public int size(int part) {
    return parts.get(part).cells();
  }

  int part(int slot) {
    return partOfSlot[slot];
  }

  /**
   * The place of a decision within the part of its slot, or -1 if the slot cannot be decided so.
   *
   * <p>Finding a variant goes the way that deciding went: over the offers that were asked before
   * it.
   */
  int place(int slot, Reason reason, Variant variant) {
    return switch (reason) {
      // In the order of UNMATCHED.
      case FALLBACK -> firstOfSlot[slot];
      case HELD_OUT -> firstOfSlot[slot] + 1;
      case NO_CONSENT -> firstOfSlot[slot] + 2;
      case TOO_FEW -> firstOfSlot[slot] + 3;
      case MATCHED -> matched(slot, variant);
      case UNKNOWN_SLOT -> -1;
    };
  }

  // An edition has each variant once, and a decision shows that very one.
  @SuppressWarnings("ReferenceEquality")
  private int matched(int slot, Variant wanted) {
    int place = firstOfSlot[slot] + UNMATCHED.size();
    List<Offer> offers = model.slots().get(slot).offers();
    for (int i = 0; i < offers.size(); i++) {
      List<Variant> variants = offers.get(i).variants();
      for (int j = 0; j < variants.size(); j++) {
        if (variants.get(j) == wanted) {
          return place;
        }
        place++;
      }
    }
    return -1;
  }

  /** Offers for one segment may share a cell. */
  @Override
  public List<Cell> of(int part) {
    List<Cell> cells = new ArrayList<>(size(part));
    for (int i = parts.get(part).from(); i < parts.get(part).until(); i++) {
      Slot slot = model.slots().get(i);
      for (Reason reason : UNMATCHED) {
        cells.add(cell(slot, reason, Optional.empty(), slot.fallback()));
      }
      for (Offer offer : slot.offers()) {
        Optional<String> audience =
            Optional.of(model.segments().get(offer.audience()).name().text());
        for (Variant variant : offer.variants()) {
          cells.add(cell(slot, Reason.MATCHED, audience, variant));
        }
      }
    }
    return cells;
  }

  private static Cell cell(Slot slot, Reason reason, Optional<String> segment, Variant variant) {
    return new Cell(slot.name().text(), reason.code(), segment, variant.name().text());
  }
}

package dev.mien.engine.vocabulary;

import dev.mien.segments.model.Model;
import dev.mien.segments.model.Offer;
import dev.mien.segments.model.Slot;
import dev.mien.segments.model.Variant;
import java.util.ArrayList;
import java.util.List;

/**
 * What offers are known by as experiments: a digest of the slot, the segment with its rules, and
 * the variants with their contents. Once any of these changes, what was counted before says nothing
 * of what is shown now, and it is another experiment. Weights, schedule, priority and what is
 * learned from may change without.
 */
final class Experiments {
  private Experiments() {}

  /** Of each offer, by the position of its slot and its place there. */
  static List<List<String>> of(Model model, List<SegmentIdentity> segments) {
    List<List<String>> all = new ArrayList<>(model.slots().size());
    for (Slot slot : model.slots()) {
      all.add(
          slot.offers().stream()
              .map(offer -> of(slot, offer, segments.get(offer.audience())))
              .toList());
    }
    return List.copyOf(all);
  }

  private static String of(Slot slot, Offer offer, SegmentIdentity segment) {
    StringBuilder lines = new StringBuilder();
    append("slot " + slot.name(), lines);
    append("offer " + offer.name(), lines);
    append("segment " + segment, lines);
    for (Variant variant : offer.variants()) {
      append("variant " + variant.name() + " " + variant.content(), lines);
    }
    return Meaning.digest(lines.toString());
  }

  // Each begins with its length, so that no two offers give the same lines, whatever they hold.
  private static void append(String line, StringBuilder lines) {
    lines.append(line.length()).append(' ').append(line).append('\n');
  }
}

package dev.mien.segments.edit;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Changes to one text, of which only removals overlap, gathered before any of them is made. */
final class Splices {
  private record Splice(int start, int end, String text) {}

  private final List<Splice> splices = new ArrayList<>();

  void replace(int start, int end, String text) {
    splices.add(new Splice(start, end, text));
  }

  void insert(int at, String text) {
    replace(at, at, text);
  }

  void remove(int start, int end) {
    replace(start, end, "");
  }

  boolean isEmpty() {
    return splices.isEmpty();
  }

  /** The text with all changes made; those of one place in the order they were gathered. */
  String applied(String text) {
    List<Splice> sorted = new ArrayList<>(splices);
    // What is inserted at the start of something that goes must not go with it.
    sorted.sort(
        Comparator.comparingInt(Splice::start)
            .thenComparing(splice -> splice.end() > splice.start()));
    StringBuilder changed = new StringBuilder(text.length() + 256);
    int last = 0;
    for (Splice splice : sorted) {
      if (splice.start() < last && !splice.text().isEmpty()) {
        throw new IllegalStateException("changes to one text do not overlap");
      }
      changed.append(text, last, Math.max(last, splice.start())).append(splice.text());
      last = Math.max(last, splice.end());
    }
    return changed.append(text, last, text.length()).toString();
  }
}

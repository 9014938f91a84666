package dev.mien.segments.edit;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Brings two orders of names together. */
final class Sequences {
  private Sequences() {}

  /**
   * The names of both sides. Who changed the order of what was there decides it, and mine do where
   * both did; what only the other side has comes after what it follows there. Names that one side
   * removed are in it as well: whether they go is for the caller to say.
   */
  static List<String> merged(List<String> base, List<String> mine, List<String> theirs) {
    boolean kept = among(base, mine).equals(among(mine, base));
    List<String> leading = kept ? theirs : mine;
    List<String> other = kept ? mine : theirs;
    List<String> merged = new ArrayList<>(leading);
    insert(merged, other);
    insert(merged, base);
    return merged;
  }

  private static List<String> among(List<String> names, List<String> those) {
    Set<String> known = new LinkedHashSet<>(those);
    return names.stream().filter(known::contains).toList();
  }

  /** Puts each name that is missing behind the one that it follows in {@code names}. */
  private static void insert(List<String> merged, List<String> names) {
    int at = 0;
    for (String name : names) {
      int there = merged.indexOf(name);
      if (there >= 0) {
        at = there + 1;
      } else {
        merged.add(at++, name);
      }
    }
  }
}

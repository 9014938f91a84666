package dev.mien.segments.check;

import dev.mien.segments.source.NearestName;
import java.util.Collection;

/** Hints that name what an author may have meant. */
final class Suggestions {
  /**
   * The most names to compare with, over all findings of a workspace: thousands of wrong names
   * among thousands of declared ones would take minutes.
   */
  private static final int COMPARISONS_MAX = 200_000;

  private long comparisons;

  /** The declared name nearest to {@code wrong}, or what is declared. */
  String nearest(String wrong, String what, Collection<String> declared) {
    return declared.isEmpty()
        ? "no " + what + " is declared"
        : nearestOr(wrong, declared, "declared: " + Phrases.list(declared));
  }

  /** The name nearest to {@code wrong}, or {@code otherwise} where none is near. */
  String nearestOr(String wrong, Collection<String> known, String otherwise) {
    comparisons += known.size();
    return comparisons > COMPARISONS_MAX ? otherwise : NearestName.hint(wrong, known, otherwise);
  }
}

package dev.mien.segments.edit;

import java.util.List;

/**
 * What became of one definition.
 *
 * @param words as a colleague would say it, in whole sentences
 * @param sensitive whether it speaks of something that a second person has to agree to, or that is
 *     barred
 */
public record Change(Definition definition, Kind kind, List<String> words, boolean sensitive) {
  /** What can become of it. */
  public enum Kind {
    ADDED,
    REMOVED,
    CHANGED,
    RENAMED
  }

  public Change {
    words = List.copyOf(words);
  }
}

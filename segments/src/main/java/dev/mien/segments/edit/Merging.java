package dev.mien.segments.edit;

import dev.mien.segments.source.SourceText;
import java.util.List;

/**
 * What came of bringing two changes of one workspace together.
 *
 * @param files all of the merged workspace, by name
 * @param conflicts what both changed in different ways, with what was taken
 */
public record Merging(List<SourceText> files, List<Conflict> conflicts) {
  public Merging {
    files = List.copyOf(files);
    conflicts = List.copyOf(conflicts);
  }

  /** Whose change is taken. */
  public enum Side {
    MINE,
    THEIRS
  }

  /**
   * What both changed in different ways.
   *
   * @param definition of kind {@code file} where a whole file could not be brought together, and of
   *     kind {@code offer}, with the slot before the name, where only that offer is at odds
   * @param base the text of the definition before either changed it; empty where there was none
   * @param mine the text of it now; empty where it is gone
   * @param theirs likewise
   * @param words what each did
   * @param taken the one that stands in the merged workspace
   */
  public record Conflict(
      Definition definition,
      String base,
      String mine,
      String theirs,
      List<String> words,
      Side taken) {
    public Conflict {
      words = List.copyOf(words);
    }
  }
}

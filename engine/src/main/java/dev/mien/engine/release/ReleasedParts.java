package dev.mien.engine.release;

import dev.mien.engine.counts.Cell;
import java.util.List;

/**
 * The numbers of one kind, outcomes or patterns, that an edition releases.
 *
 * @param parts all of them, those that stay 0 included, in parts that are released together
 * @param touched how many of them one unit may change: an exposure its arm's sessions and each
 *     goal, a session in each grid its pattern's and each goal
 */
public record ReleasedParts(List<List<Cell>> parts, int touched) {
  public static final ReleasedParts NONE = new ReleasedParts(List.of(), 1);

  public ReleasedParts {
    parts = parts.stream().map(List::copyOf).toList();
    if (touched < 1) {
      throw new IllegalArgumentException("a unit changes a number at least; got " + touched);
    }
  }
}

package dev.mien.engine.release;

import dev.mien.engine.counts.Cell;
import java.util.List;

/**
 * The numbers of outcomes that an edition releases.
 *
 * @param parts all of them, those that stay 0 included, in parts that are released together
 * @param touched how many of them one session may change, each by one, in all hours together
 */
public record OutcomeParts(List<List<Cell>> parts, int touched) {
  public static final OutcomeParts NONE = new OutcomeParts(List.of(), 1);

  public OutcomeParts {
    parts = parts.stream().map(List::copyOf).toList();
    if (touched < 1) {
      throw new IllegalArgumentException("a session changes a number at least; got " + touched);
    }
  }
}

package dev.mien.segments.compile;

import java.util.List;

/** What came of compiling a model. */
public sealed interface Compiled {
  record Done(Program program) implements Compiled {}

  /**
   * Some segments are too large.
   *
   * @param segments the first hundred that are, in their order; not empty
   */
  record TooLarge(List<Excess> segments) implements Compiled {
    public TooLarge {
      segments = List.copyOf(segments);
    }
  }

  /**
   * No segment is too large, but all together are.
   *
   * @param reached the conjunctions of all segments
   * @param allowed {@link Limits#programConjunctionsMax}
   */
  record TooMany(long reached, long allowed) implements Compiled {}

  /** A segment, by position, and what it has too much of. */
  record Excess(int segment, NormalForm.Beyond beyond) {}
}

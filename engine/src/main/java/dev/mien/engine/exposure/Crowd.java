package dev.mien.engine.exposure;

import dev.mien.engine.edition.Edition;
import java.util.List;

/** Whether enough sessions share what one of them is said to be in. Must not block. */
@FunctionalInterface
public interface Crowd {
  /**
   * Whether they do.
   *
   * @param segments positions in the edition, one or two
   */
  boolean enough(Edition edition, List<Integer> segments);
}

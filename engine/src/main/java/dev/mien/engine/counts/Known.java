package dev.mien.engine.counts;

import java.util.Set;

/**
 * What could be found out.
 *
 * @param missing where nothing could be found out just now, and may be by asking again
 */
public record Known<T>(T value, Set<Place> missing) {
  /** Where counts are, beside in this process. */
  public enum Place {
    CLUSTER,
    STORE
  }

  public Known {
    missing = Set.copyOf(missing);
  }
}

package dev.mien.api.replay;

import dev.mien.api.replay.Replayed.Lines;
import java.util.List;

/**
 * What was read while sessions were gathered.
 *
 * @param rows of the file
 * @param sessions that were told of
 * @param tooShort sessions that ended before they were looked at, which were left out
 * @param ragged rows with too many or too few cells, which were left out
 * @param dropped what rows failed to say
 * @param outcomes signals and events that only say what the outcome says, and were left out
 */
public record Gathered(
    long rows,
    long sessions,
    long tooShort,
    Lines ragged,
    List<DropCount> dropped,
    List<String> outcomes) {
  public Gathered {
    dropped = List.copyOf(dropped);
    outcomes = List.copyOf(outcomes);
  }

  /**
   * What was not read of some rows.
   *
   * @param code what was wrong; stable for good
   * @param where the column, or the event
   * @param line the first it happened in
   */
  public record DropCount(String code, String where, long times, long line) {}
}

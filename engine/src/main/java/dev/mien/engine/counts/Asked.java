package dev.mien.engine.counts;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Which counts somebody asks for.
 *
 * @param slot all slots if there is none
 * @param edition all editions if there is none
 * @param fromHour the first hour, since the epoch
 * @param untilHour the hour after the last
 */
public record Asked(Optional<String> slot, OptionalLong edition, long fromHour, long untilHour) {
  /** The most hours that may be asked for: a month. */
  public static final int HOURS_MAX = 31 * 24;

  public Asked {
    if (untilHour <= fromHour || untilHour - fromHour > HOURS_MAX) {
      throw new IllegalArgumentException(
          "1 to " + HOURS_MAX + " hours may be asked for; got " + (untilHour - fromHour));
    }
  }

  boolean includes(CountKey key) {
    return key.hour() >= fromHour
        && key.hour() < untilHour
        && (edition.isEmpty() || edition.getAsLong() == key.edition());
  }

  /** The cells of a vector that are asked for. */
  CountVector of(CountVector vector) {
    if (slot.isEmpty()) {
      return vector;
    }
    Map<Cell, Long> counts = new HashMap<>(vector.counts());
    counts.keySet().removeIf(cell -> !cell.slot().equals(slot.get()));
    return new CountVector(counts);
  }
}

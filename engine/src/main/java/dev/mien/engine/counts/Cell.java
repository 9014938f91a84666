package dev.mien.engine.counts;

import java.util.Comparator;
import java.util.Optional;

/**
 * One way in which one slot can be decided, in the names of its edition. Names outlive editions: a
 * count can be read when the workspace it came from is long gone.
 *
 * @param reason as {@code Reason} codes it
 * @param segment that drove the decision, if one did
 * @param variant that filled the slot
 */
public record Cell(String slot, String reason, Optional<String> segment, String variant) {
  /** By slot, then as its names sort. */
  public static final Comparator<Cell> BY_NAME =
      Comparator.comparing(Cell::slot)
          .thenComparing(Cell::reason)
          .thenComparing(cell -> cell.segment().orElse(""))
          .thenComparing(Cell::variant);
}

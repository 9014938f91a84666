package dev.mien.engine.outcome;

import dev.mien.engine.counts.Cell;
import dev.mien.engine.session.Exposure.Kind;
import java.util.Locale;
import java.util.Optional;

/**
 * What sessions were shown in a slot, in the names of its edition.
 *
 * @param segment that drives the offer; where a session is held out, the one that would have; none
 *     where no offer filled the slot, or would have
 * @param variant its name; that of the fallback where none was shown
 * @param offer its name; empty where there is none
 * @param experiment what the offer is known by across editions; empty where there is none
 */
public record ShownArm(
    String slot,
    Kind kind,
    Optional<String> segment,
    String variant,
    String offer,
    String experiment) {
  /** No name has it. */
  private static final String BETWEEN = "#";

  /** What a cell counts of an arm. */
  public sealed interface Measure {
    /** Sessions that were shown it. */
    record Sessions() implements Measure {}

    /** Those of them that reached a goal while it was what the slot showed. */
    record Reached(String goal) implements Measure {}

    /** The sum of 1 by the probability that each was drawn with, in ten-thousandths. */
    record Propensity() implements Measure {}
  }

  /** What a cell counts, and of which arm. */
  public record Counted(ShownArm arm, Measure measure) {}

  Cell cell(Measure measure) {
    String reason = kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
    return new Cell(
        slot,
        switch (measure) {
          case Measure.Sessions _ -> reason;
          case Measure.Reached(var goal) -> reason + BETWEEN + goal;
          case Measure.Propensity _ -> reason + BETWEEN;
        },
        segment,
        String.join(BETWEEN, variant, offer, experiment));
  }

  /**
   * What a cell stands for.
   *
   * @throws IllegalArgumentException if it counts no outcome
   */
  public static Counted of(Cell cell) {
    String[] reason = cell.reason().split(BETWEEN, -1);
    String[] variant = cell.variant().split(BETWEEN, -1);
    if (reason.length > 2 || variant.length != 3) {
      throw new IllegalArgumentException("not a cell of outcomes: " + cell);
    }
    Kind kind = Kind.valueOf(reason[0].toUpperCase(Locale.ROOT).replace('-', '_'));
    Measure measure;
    if (reason.length == 1) {
      measure = new Measure.Sessions();
    } else if (reason[1].isEmpty()) {
      measure = new Measure.Propensity();
    } else {
      measure = new Measure.Reached(reason[1]);
    }
    return new Counted(
        new ShownArm(cell.slot(), kind, cell.segment(), variant[0], variant[1], variant[2]),
        measure);
  }
}

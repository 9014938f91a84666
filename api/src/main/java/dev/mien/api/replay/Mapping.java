package dev.mien.api.replay;

import dev.mien.api.input.Numbers;
import dev.mien.api.input.Placed;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;

/**
 * What a mapping file says, shaped but not yet held against a workspace or the header of a file.
 *
 * @param consent purposes that every session consents to; none: every row is answered contextually
 * @param slots what every row asks for
 */
record Mapping(
    Optional<SessionColumns> sessions,
    Clock clock,
    char delimiter,
    List<Placed> consent,
    List<Placed> slots,
    List<Target> signals,
    List<EventTarget> events) {
  Mapping {
    consent = List.copyOf(consent);
    slots = List.copyOf(slots);
    signals = List.copyOf(signals);
    events = List.copyOf(events);
  }

  /**
   * Which rows are one session; without it each row is one.
   *
   * @param key rows with the same value of this column
   * @param order a number that never falls from row to row of a session
   */
  record SessionColumns(Placed key, Optional<Placed> order) {}

  /** The time of a row: {@code start} for the first, {@code step} more for each that follows. */
  record Clock(Instant start, Duration step) {}

  /** A signal, or a field of an event, and where its value comes from. */
  record Target(Placed name, Source source) {}

  /** An event that a row reports if all of {@code when} holds, once or several times. */
  record EventTarget(
      Placed type, List<Condition> when, Optional<Times> times, List<Target> fields) {
    EventTarget {
      when = List.copyOf(when);
      fields = List.copyOf(fields);
    }
  }

  /** As often as a column says, but at most {@code upTo} times. */
  record Times(Placed column, int upTo) {
    static final int UP_TO_MAX = 64;
  }

  /** Where a value comes from. */
  sealed interface Source {
    /**
     * A cell.
     *
     * @param values what cells are read as; empty: as they are
     * @param separator what stands between several labels in one cell
     */
    record Column(Placed column, Optional<Values> values, Optional<Placed> separator)
        implements Source {}

    /** The same in every row. */
    record Constant(Placed value) implements Source {}

    /** The set of those labels whose conditions all hold. */
    record Labelled(List<LabelWhen> labels) implements Source {
      public Labelled {
        labels = List.copyOf(labels);
      }
    }
  }

  /** What cells are read as; a cell that is not listed is read as {@code otherwise}, or dropped. */
  record Values(SequencedMap<String, Placed> byCell, Optional<Placed> otherwise) {
    Values {
      byCell = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(byCell));
    }
  }

  record LabelWhen(Placed label, List<Condition> when) {
    LabelWhen {
      when = List.copyOf(when);
    }
  }

  /** A condition on one cell. */
  record Condition(Placed column, Test test) {}

  /** What a cell must be. A cell that is no number fails every comparison. */
  sealed interface Test {
    boolean holds(String cell);

    record AnyOf(Set<String> cells) implements Test {
      public AnyOf {
        cells = Set.copyOf(cells);
      }

      @Override
      public boolean holds(String cell) {
        return cells.contains(cell);
      }
    }

    record NoneOf(Set<String> cells) implements Test {
      public NoneOf {
        cells = Set.copyOf(cells);
      }

      @Override
      public boolean holds(String cell) {
        return !cells.contains(cell);
      }
    }

    record Above(double bound) implements Test {
      @Override
      public boolean holds(String cell) {
        return Numbers.parse(cell) > bound;
      }
    }

    record AtLeast(double bound) implements Test {
      @Override
      public boolean holds(String cell) {
        return Numbers.parse(cell) >= bound;
      }
    }

    record Below(double bound) implements Test {
      @Override
      public boolean holds(String cell) {
        return Numbers.parse(cell) < bound;
      }
    }

    record AtMost(double bound) implements Test {
      @Override
      public boolean holds(String cell) {
        return Numbers.parse(cell) <= bound;
      }
    }
  }
}

package dev.mien.segments.model;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Where an attribute's value comes from: a signal that a request carries, or a measure that folds
 * events.
 */
public sealed interface Origin {
  /** Who says a signal. */
  enum Provenance {
    /** The visitor said so: declared. */
    VISITOR,
    /** The site saw it: observed. */
    SITE,
    /** The browser's client hints say so: observed. */
    CLIENT_HINTS
  }

  /**
   * A signal, kept in the session until another replaces it.
   *
   * @param retention how long it is kept at the most; empty: as long as the session
   */
  record Signal(Provenance from, Optional<Duration> retention) implements Origin {}

  /** A measure. What it needs is kept in bounded form; the events are dropped. */
  sealed interface Measure extends Origin {}

  /**
   * How many events fit, up to the cap of the attribute's {@link Alphabet.Count}.
   *
   * @param within only those of the last so long; see {@link Panes} for how a window forgets
   */
  record Count(EventPattern of, Optional<Duration> within) implements Measure {}

  /**
   * The sum of a number field over the events that fit, up to a cap. Values below zero count as
   * zero; each is rounded half up to a multiple of {@code step}.
   *
   * @param field the position of the field in the event
   * @param upTo the cap, a multiple of {@code step}; at most 65,535 steps
   */
  record Sum(
      EventPattern of, int field, BigDecimal step, BigDecimal upTo, Optional<Duration> within)
      implements Measure {
    public static final int STEPS_MAX = 65_535;
  }

  /**
   * The last value of a choice or flag field among the events that fit; missing before the first.
   */
  record Latest(EventPattern of, int field, Optional<Duration> within) implements Measure {}

  /** How long ago the last event that fits was, in whole seconds; missing before the first. */
  record Recency(EventPattern of, Optional<Duration> within) implements Measure {}

  /**
   * How often {@code then} came after {@code first}. An event that fits {@code first} arms the
   * measure; one that fits {@code then} while it is armed counts and disarms it. One that fits both
   * counts first and arms after.
   *
   * @param within only where {@code then} came so soon after {@code first}
   */
  record Sequence(EventPattern first, EventPattern then, Optional<Duration> within)
      implements Measure {}

  /**
   * How much the order of the values of a field speaks for something: the sum, over the events that
   * fit, of a log-likelihood ratio for each step from the value before to the value now. Counting
   * events as if they were independent would be surer with every click than it may be; steps are
   * not.
   *
   * @param field the position of a choice or flag field in the event
   * @param steps in hundredths: {@code steps.get((from + 1) * labels + to)}, where {@code from} is
   *     -1 at the first event
   * @param labels how many values the field has
   * @param after missing before so many events
   * @param within begins anew when the last event that fits is longer ago
   */
  record Evidence(
      EventPattern of,
      int field,
      List<Integer> steps,
      int labels,
      int after,
      Optional<Duration> within)
      implements Measure {
    /** How many of what is held make one unit of log-odds. */
    public static final int UNIT = 100;

    /** The value before the first event. */
    public static final int START = -1;

    /** How far a sum goes beyond the outer edges, in hundredths; so one step can bring it back. */
    public static final int BEYOND = 2 * UNIT;

    public Evidence {
      steps = List.copyOf(steps);
      if (steps.size() != (labels + 1) * labels) {
        throw new IllegalArgumentException(
            "there is a step from the start and from each of " + labels + " labels to each");
      }
    }

    /** What the step adds, in hundredths. */
    public int step(int from, int to) {
      return steps.get((from + 1) * labels + to);
    }
  }
}

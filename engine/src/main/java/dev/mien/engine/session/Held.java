package dev.mien.engine.session;

import java.util.List;

/**
 * What a session holds of one attribute. Moments are whole seconds of the epoch.
 *
 * <p>The list of these is everything a session holds of signals and events; the mirror test of the
 * profile walks it.
 */
public sealed interface Held {
  /** The stable id of the attribute. */
  int attributeId();

  /** When it was said, or when the first event was folded; of a latest value, when that was. */
  long since();

  /** The code of a signal, or of a latest value. */
  record Code(int attributeId, long since, int code) implements Held {}

  /** The labels of a choices signal, as bits. */
  record Labels(int attributeId, long since, long labels) implements Held {}

  /** A count or a sum (in steps) without a window. */
  record Total(int attributeId, long since, int total) implements Held {}

  /**
   * A count or a sum (in steps) within a window.
   *
   * @param newest the number of the newest pane
   * @param totals by pane, the newest first
   */
  record Windowed(int attributeId, long since, long newest, List<Integer> totals) implements Held {
    public Windowed {
      totals = List.copyOf(totals);
    }
  }

  /** When the last event that a recency looks for was; {@link #since} is that moment. */
  record Moment(int attributeId, long since) implements Held {}

  /**
   * A sequence.
   *
   * @param armedAt when its first event was last seen; 0 if it is not armed
   * @param count how often it was completed
   */
  record Steps(int attributeId, long since, long armedAt, int count) implements Held {}

  /**
   * Evidence; {@link #since} is when its last event was.
   *
   * @param last the code of the last value
   * @param events how many events were weighed, counted no further than needed to be known
   * @param sum in hundredths
   */
  record Evidence(int attributeId, long since, int last, int events, int sum) implements Held {}

  /**
   * What the visitor declared in place of what others say or what would be folded. It stands until
   * the visitor takes it back or the session ends.
   */
  sealed interface Declared extends Held {}

  /** A declared code of a single-valued attribute, whatever its origin. */
  record DeclaredCode(int attributeId, long since, int code) implements Declared {}

  /** Declared labels of a set of choices, as bits. */
  record DeclaredLabels(int attributeId, long since, long labels) implements Declared {}
}

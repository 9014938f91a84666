package dev.mien.engine.session;

import dev.mien.segments.model.Alphabet;
import dev.mien.segments.model.Attribute;
import dev.mien.segments.model.Origin;

/** What is told at one moment by what is held. Moments are whole seconds of the epoch. */
final class Reading {
  /** The code that stands for no value. */
  static final int NO_VALUE = -1;

  private Reading() {}

  /** Whether what is held can still tell more than if nothing were held. */
  static boolean tells(Attribute attribute, Held held, long now) {
    if (held instanceof Held.Declared) {
      return true;
    }
    return switch (attribute.origin()) {
      case Origin.Signal signal ->
          (held instanceof Held.Code || held instanceof Held.Labels)
              && Windows.hold(signal.retention(), held.since(), now);
      case Origin.Count(_, var within) ->
          within.isPresent()
              ? held instanceof Held.Windowed panes && Windows.total(panes, within.get(), now) > 0
              : held instanceof Held.Total;
      case Origin.Sum(_, _, _, _, var within) ->
          within.isPresent()
              ? held instanceof Held.Windowed panes && Windows.total(panes, within.get(), now) > 0
              : held instanceof Held.Total;
      case Origin.Latest latest ->
          held instanceof Held.Code && Windows.hold(latest.within(), held.since(), now);
      case Origin.Recency recency ->
          held instanceof Held.Moment && Windows.hold(recency.within(), held.since(), now);
      case Origin.Sequence sequence ->
          held instanceof Held.Steps steps && (steps.count() > 0 || isArmed(sequence, steps, now));
      case Origin.Evidence evidence ->
          held instanceof Held.Evidence && Windows.hold(evidence.within(), held.since(), now);
    };
  }

  /** Whether the first event of a sequence came, and recently enough for the other to count. */
  static boolean isArmed(Origin.Sequence sequence, Held.Steps steps, long now) {
    return steps.armedAt() != 0 && Windows.hold(sequence.within(), steps.armedAt(), now);
  }

  /**
   * The code of a single-valued attribute of which nothing is held; it may be {@link #NO_VALUE}.
   */
  static int withoutAny(Attribute attribute) {
    return switch (attribute.origin()) {
      case Origin.Signal _, Origin.Latest _, Origin.Recency _, Origin.Evidence _ -> NO_VALUE;
      case Origin.Count _, Origin.Sequence _ -> 0;
      case Origin.Sum sum -> code(sum, attribute, 0);
    };
  }

  /**
   * The code of an attribute by what is held, which {@link #tells}; 0 for labels, {@link #NO_VALUE}
   * for evidence of too few events.
   */
  static int code(Attribute attribute, Held held, long now) {
    return switch (held) {
      case Held.Code code -> code.code();
      case Held.Labels _, Held.DeclaredLabels _ -> 0;
      case Held.DeclaredCode code -> code.code();
      case Held.Total total -> code(attribute, total.total());
      case Held.Windowed panes -> code(attribute, total(attribute, panes, now));
      case Held.Moment moment -> elapsed(attribute, Math.max(0, now - moment.since()));
      case Held.Steps steps -> Math.min(steps.count(), attribute.alphabet().codes() - 1);
      case Held.Evidence evidence -> weighed(attribute, evidence);
    };
  }

  private static int total(Attribute attribute, Held.Windowed panes, long now) {
    return switch (attribute.origin()) {
      case Origin.Count count ->
          count.within().map(window -> Windows.total(panes, window, now)).orElse(0);
      case Origin.Sum sum ->
          sum.within().map(window -> Windows.total(panes, window, now)).orElse(0);
      case Origin.Signal _,
          Origin.Latest _,
          Origin.Recency _,
          Origin.Sequence _,
          Origin.Evidence _ ->
          0;
    };
  }

  private static int code(Attribute attribute, int total) {
    return attribute.origin() instanceof Origin.Sum sum
        ? code(sum, attribute, Math.min(total, SumSteps.cap(sum)))
        : Math.min(total, attribute.alphabet().codes() - 1);
  }

  private static int code(Origin.Sum sum, Attribute attribute, int total) {
    return attribute.alphabet() instanceof Alphabet.Numeric numeric
        ? SumSteps.code(sum, numeric, total)
        : 0;
  }

  private static int weighed(Attribute attribute, Held.Evidence held) {
    return attribute.origin() instanceof Origin.Evidence evidence
            && attribute.alphabet() instanceof Alphabet.Numeric numeric
            && held.events() >= evidence.after()
        ? numeric.code((double) held.sum() / Origin.Evidence.UNIT)
        : NO_VALUE;
  }

  private static int elapsed(Attribute attribute, long seconds) {
    return attribute.alphabet() instanceof Alphabet.Elapsed edges ? edges.code(seconds) : 0;
  }
}

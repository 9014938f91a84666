package dev.mien.engine.session;

import dev.mien.engine.signal.RequestSignals.CodedEvent;
import dev.mien.segments.model.Alphabet;
import dev.mien.segments.model.Attribute;
import dev.mien.segments.model.Origin;
import dev.mien.segments.model.Panes;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * How one event changes what is held of one measure at one moment.
 *
 * @param attributeId the stable id of the attribute
 * @param now whole seconds of the epoch
 */
record Folding(int attributeId, Attribute attribute, long now) {

  /** What is held after {@code event}; the same as before where the event changes nothing. */
  @Nullable Held fold(Origin.Measure measure, @Nullable Held before, CodedEvent event) {
    return switch (measure) {
      case Origin.Count count ->
          Fits.fits(count.of(), event) ? add(before, 1, cap(), count.within()) : before;
      case Origin.Sum sum ->
          Fits.fits(sum.of(), event) && event.has(sum.field())
              ? add(
                  before,
                  SumSteps.of(sum, event.value(sum.field())),
                  SumSteps.cap(sum),
                  sum.within())
              : before;
      case Origin.Latest latest ->
          Fits.fits(latest.of(), event) && event.has(latest.field())
              ? new Held.Code(attributeId, now, (int) event.value(latest.field()))
              : before;
      case Origin.Recency recency ->
          Fits.fits(recency.of(), event) ? new Held.Moment(attributeId, now) : before;
      case Origin.Sequence sequence -> advance(sequence, before, event);
      case Origin.Evidence evidence ->
          Fits.fits(evidence.of(), event) && event.has(evidence.field())
              ? weigh(evidence, before, (int) event.value(evidence.field()))
              : before;
    };
  }

  private @Nullable Held add(@Nullable Held before, int more, int cap, Optional<Duration> within) {
    if (more == 0) {
      return before;
    }
    return within.isPresent()
        ? addWithin(before, more, cap, within.get())
        : addForGood(before, more, cap);
  }

  private Held addForGood(@Nullable Held before, int more, int cap) {
    if (before instanceof Held.Total held) {
      return new Held.Total(attributeId, held.since(), Math.min(cap, held.total() + more));
    }
    return new Held.Total(attributeId, now, Math.min(cap, more));
  }

  private Held addWithin(@Nullable Held before, int more, int cap, Duration window) {
    Held.Windowed held =
        before instanceof Held.Windowed windowed
            ? windowed
            : Windows.none(attributeId, window, now);
    return Windows.plus(held, Panes.number(window, now), more, cap);
  }

  private @Nullable Held advance(
      Origin.Sequence sequence, @Nullable Held before, CodedEvent event) {
    boolean first = Fits.fits(sequence.first(), event);
    boolean then = Fits.fits(sequence.then(), event);
    if (!first && !then) {
      return before;
    }
    Held.Steps held =
        before instanceof Held.Steps steps ? steps : new Held.Steps(attributeId, now, 0, 0);
    boolean armed = Reading.isArmed(sequence, held, now);
    int count = then && armed ? held.count() + 1 : held.count();
    long armedAt = armed && !then ? held.armedAt() : 0;
    // Once the cap is reached nothing more can be told, so nothing more is kept.
    Held.Steps after =
        new Held.Steps(
            attributeId,
            held.since(),
            first && count < cap() ? now : armedAt,
            Math.min(cap(), count));
    return after.armedAt() == 0 && after.count() == 0 ? null : after;
  }

  private Held weigh(Origin.Evidence evidence, @Nullable Held before, int value) {
    int from = Origin.Evidence.START;
    int events = 0;
    int sum = 0;
    if (before instanceof Held.Evidence held
        && Windows.hold(evidence.within(), held.since(), now)
        && held.last() < evidence.labels()) {
      from = held.last();
      events = held.events();
      sum = held.sum();
    }
    int weighed = sum + evidence.step(from, value);
    // Beyond the outer edges nothing more can be told, and one step has to be able to lead back.
    int clamped = Math.clamp(weighed, least(), most());
    return new Held.Evidence(
        attributeId, now, value, Math.min(evidence.after(), events + 1), clamped);
  }

  private int least() {
    return hundredths(List::getFirst) - Origin.Evidence.BEYOND;
  }

  private int most() {
    return hundredths(List::getLast) + Origin.Evidence.BEYOND;
  }

  private int hundredths(Function<List<BigDecimal>, BigDecimal> edge) {
    return attribute.alphabet() instanceof Alphabet.Numeric(_, var edges)
        ? edge.apply(edges).movePointRight(2).intValue()
        : 0;
  }

  private int cap() {
    return attribute.alphabet() instanceof Alphabet.Count(int upTo) ? upTo : 1;
  }
}

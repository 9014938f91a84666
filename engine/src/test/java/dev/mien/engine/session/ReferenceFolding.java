package dev.mien.engine.session;

import dev.mien.engine.privacy.Permission;
import dev.mien.engine.signal.RequestSignals;
import dev.mien.engine.signal.RequestSignals.CodedEvent;
import dev.mien.engine.signal.RequestSignals.CodedSignal;
import dev.mien.segments.model.Alphabet;
import dev.mien.segments.model.Attribute;
import dev.mien.segments.model.EventPattern;
import dev.mien.segments.model.EventPattern.Bound;
import dev.mien.segments.model.EventPattern.Condition;
import dev.mien.segments.model.Facts;
import dev.mien.segments.model.Origin;
import dev.mien.segments.model.Schema;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The slow twin of the inference: it keeps everything that was ever said, and reads every attribute
 * off that by its definition.
 */
final class ReferenceFolding {
  private final Schema schema;
  private final List<Heard> heard = new ArrayList<>();
  private final int[] spellStart;

  ReferenceFolding(Schema schema) {
    this.schema = schema;
    this.spellStart = new int[schema.purposes().size()];
  }

  /** One thing that was said, when, and under which purposes. */
  private sealed interface Heard {
    long purposes();

    record HeardSignal(long at, long purposes, CodedSignal signal) implements Heard {}

    record HeardEvent(long at, long purposes, CodedEvent event) implements Heard {}
  }

  /** Purposes other than these have ended: what was said under them is over. */
  void goOnWith(long purposes) {
    for (int i = 0; i < spellStart.length; i++) {
      if ((purposes >>> i & 1) == 0) {
        spellStart[i] = heard.size();
      }
    }
  }

  void hear(RequestSignals said, long purposes, long now) {
    for (CodedSignal signal : said.signals()) {
      heard.add(new Heard.HeardSignal(now, purposes, signal));
    }
    for (CodedEvent event : said.events()) {
      heard.add(new Heard.HeardEvent(now, purposes, event));
    }
  }

  /** What is known by definition. */
  Facts facts(Permission permission, long now) {
    List<Known> known = new ArrayList<>();
    for (Attribute attribute : schema.attributes()) {
      known.add(
          permission.keeps(attribute.purpose())
              ? known(known.size(), attribute, now)
              : new Known(Facts.Standing.WITHHELD, 0, 0));
    }
    return new KnownFacts(known);
  }

  private record Known(Facts.Standing standing, int code, long labels) {
    static Known of(OptionalInt code) {
      return code.isPresent()
          ? new Known(Facts.Standing.KNOWN, code.getAsInt(), 0)
          : new Known(Facts.Standing.MISSING, 0, 0);
    }
  }

  private record KnownFacts(List<Known> known) implements Facts {
    @Override
    public int size() {
      return known.size();
    }

    @Override
    public Standing standing(int attribute) {
      return known.get(attribute).standing();
    }

    @Override
    public int code(int attribute) {
      return known.get(attribute).code();
    }

    @Override
    public long labels(int attribute) {
      return known.get(attribute).labels();
    }
  }

  private Known known(int position, Attribute attribute, long now) {
    List<Heard> all =
        heard.subList(spellStart[attribute.purpose()], heard.size()).stream()
            .filter(one -> (one.purposes() >>> attribute.purpose() & 1) != 0)
            .toList();
    List<Heard.HeardEvent> events =
        all.stream()
            .filter(Heard.HeardEvent.class::isInstance)
            .map(Heard.HeardEvent.class::cast)
            .toList();
    return switch (attribute.origin()) {
      case Origin.Signal(_, var retention) ->
          all.stream()
              .filter(Heard.HeardSignal.class::isInstance)
              .map(Heard.HeardSignal.class::cast)
              .filter(one -> one.signal().attribute() == position)
              .reduce((_, last) -> last)
              .filter(last -> isYounger(last.at(), retention, now))
              .map(
                  last ->
                      new Known(Facts.Standing.KNOWN, last.signal().code(), last.signal().labels()))
              .orElse(Known.of(OptionalInt.empty()));
      case Origin.Count(var of, var within) -> {
        long count = fitting(events, of).filter(one -> isInPanes(one.at(), within, now)).count();
        yield Known.of(OptionalInt.of((int) Math.min(count, attribute.alphabet().codes() - 1)));
      }
      case Origin.Sum sum -> Known.of(OptionalInt.of(sum(sum, attribute, events, now)));
      case Origin.Latest(var of, int field, var within) ->
          fitting(events, of)
              .filter(one -> one.event().has(field))
              .reduce((_, last) -> last)
              .filter(last -> isYounger(last.at(), within, now))
              .map(last -> Known.of(OptionalInt.of((int) last.event().value(field))))
              .orElse(Known.of(OptionalInt.empty()));
      case Origin.Recency(var of, var within) ->
          fitting(events, of)
              .reduce((_, last) -> last)
              .filter(last -> isYounger(last.at(), within, now))
              .map(last -> Known.of(OptionalInt.of(age(attribute, now - last.at()))))
              .orElse(Known.of(OptionalInt.empty()));
      case Origin.Sequence sequence ->
          Known.of(
              OptionalInt.of(
                  Math.min(completed(sequence, events), attribute.alphabet().codes() - 1)));
      case Origin.Evidence evidence -> Known.of(weighed(evidence, attribute, events, now));
    };
  }

  private static int age(Attribute attribute, long seconds) {
    Alphabet.Elapsed elapsed = (Alphabet.Elapsed) attribute.alphabet();
    return (int) elapsed.edges().stream().filter(edge -> edge.toSeconds() <= seconds).count();
  }

  private static int sum(
      Origin.Sum sum, Attribute attribute, List<Heard.HeardEvent> events, long now) {
    BigDecimal total = BigDecimal.ZERO;
    for (Heard.HeardEvent one : events) {
      if (fits(sum.of(), one.event())
          && one.event().has(sum.field())
          && isInPanes(one.at(), sum.within(), now)) {
        BigDecimal value = new BigDecimal(Double.toString(one.event().value(sum.field())));
        total =
            total.add(
                value
                    .max(BigDecimal.ZERO)
                    .divide(sum.step(), 0, RoundingMode.HALF_UP)
                    .multiply(sum.step()));
      }
    }
    BigDecimal capped = total.min(sum.upTo());
    Alphabet.Numeric numeric = (Alphabet.Numeric) attribute.alphabet();
    Predicate<BigDecimal> isBelow = edge -> edge.compareTo(capped) < 0;
    Predicate<BigDecimal> isReached = edge -> edge.compareTo(capped) <= 0;
    return (int)
        (numeric.edges().stream().filter(isBelow).count()
            + numeric.edges().stream().filter(isReached).count());
  }

  private static OptionalInt weighed(
      Origin.Evidence evidence, Attribute attribute, List<Heard.HeardEvent> events, long now) {
    Alphabet.Numeric numeric = (Alphabet.Numeric) attribute.alphabet();
    BigDecimal two = BigDecimal.valueOf(2);
    BigDecimal sum = BigDecimal.ZERO;
    int weighed = 0;
    int last = -1;
    long at = 0;
    for (Heard.HeardEvent one : events) {
      if (fits(evidence.of(), one.event()) && one.event().has(evidence.field())) {
        if (weighed > 0 && !isYounger(at, evidence.within(), one.at())) {
          sum = BigDecimal.ZERO;
          weighed = 0;
          last = -1;
        }
        int value = (int) one.event().value(evidence.field());
        sum =
            sum.add(BigDecimal.valueOf(evidence.step(last, value), 2))
                .max(numeric.edges().getFirst().subtract(two))
                .min(numeric.edges().getLast().add(two));
        weighed++;
        last = value;
        at = one.at();
      }
    }
    if (weighed < evidence.after() || !isYounger(at, evidence.within(), now)) {
      return OptionalInt.empty();
    }
    BigDecimal reached = sum;
    return OptionalInt.of(
        (int)
            (numeric.edges().stream().filter(edge -> edge.compareTo(reached) < 0).count()
                + numeric.edges().stream().filter(edge -> edge.compareTo(reached) <= 0).count()));
  }

  private static int completed(Origin.Sequence sequence, List<Heard.HeardEvent> events) {
    int completed = 0;
    Optional<Long> armed = Optional.empty();
    for (Heard.HeardEvent one : events) {
      if (fits(sequence.then(), one.event())
          && armed.isPresent()
          && isYounger(armed.get(), sequence.within(), one.at())) {
        completed++;
        armed = Optional.empty();
      }
      if (fits(sequence.first(), one.event())) {
        armed = Optional.of(one.at());
      }
    }
    return completed;
  }

  private static boolean isYounger(long at, Optional<Duration> within, long now) {
    return within.map(window -> now - at < window.toSeconds()).orElse(true);
  }

  /** The window is eight panes, an eighth of it each, and the newest is the one of this moment. */
  private static boolean isInPanes(long at, Optional<Duration> within, long now) {
    return within
        .map(window -> window.toSeconds() / 8)
        .map(pane -> now / pane - at / pane < 8)
        .orElse(true);
  }

  private static Stream<Heard.HeardEvent> fitting(
      List<Heard.HeardEvent> events, EventPattern pattern) {
    return events.stream().filter(one -> fits(pattern, one.event()));
  }

  private static boolean fits(EventPattern pattern, CodedEvent event) {
    return pattern.event() == event.event() && holds(pattern.where(), event).orElse(false);
  }

  private static Optional<Boolean> holds(Condition condition, CodedEvent event) {
    return switch (condition) {
      case Condition.Any _ -> Optional.of(true);
      case Condition.Not(var part) -> holds(part, event).map(holds -> !holds);
      case Condition.AllOf(var parts) -> {
        List<Optional<Boolean>> all = parts.stream().map(part -> holds(part, event)).toList();
        yield all.contains(Optional.of(false))
            ? Optional.of(false)
            : all.contains(Optional.<Boolean>empty()) ? Optional.empty() : Optional.of(true);
      }
      case Condition.AnyOf(var parts) -> {
        List<Optional<Boolean>> all = parts.stream().map(part -> holds(part, event)).toList();
        yield all.contains(Optional.of(true))
            ? Optional.of(true)
            : all.contains(Optional.<Boolean>empty()) ? Optional.empty() : Optional.of(false);
      }
      case Condition.Known(int field) -> Optional.of(event.has(field));
      case Condition.OneOf(int field, long codes) ->
          value(event, field).map(value -> (codes >>> value.intValue() & 1) == 1);
      case Condition.Within(int field, var low, var high) ->
          value(event, field)
              .map(
                  value ->
                      compares(low, value, side -> side < 0, side -> side <= 0)
                          && compares(high, value, side -> side > 0, side -> side >= 0));
    };
  }

  /** How a bound lies beside the number that the caller wrote. */
  private static boolean compares(
      Bound bound, double value, Predicate<Integer> strictly, Predicate<Integer> closely) {
    BigDecimal written = new BigDecimal(Double.toString(value));
    return switch (bound) {
      case Bound.Open _ -> true;
      case Bound.Excluded(var at) -> strictly.test(at.compareTo(written));
      case Bound.Closed(var at) -> closely.test(at.compareTo(written));
    };
  }

  private static Optional<Double> value(CodedEvent event, int field) {
    return event.has(field) ? Optional.of(event.value(field)) : Optional.empty();
  }
}

package dev.mien.engine.session;

import dev.mien.segments.model.Alphabet;
import dev.mien.segments.model.Attribute;
import dev.mien.segments.model.AttributeName;
import dev.mien.segments.model.Event;
import dev.mien.segments.model.EventName;
import dev.mien.segments.model.EventPattern;
import dev.mien.segments.model.EventPattern.Bound;
import dev.mien.segments.model.EventPattern.Condition;
import dev.mien.segments.model.IabTerms;
import dev.mien.segments.model.Origin;
import dev.mien.segments.model.Purpose;
import dev.mien.segments.model.PurposeName;
import dev.mien.segments.model.Schema;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/** Random small schemas with every kind of attribute, measure and condition. */
final class RandomSchemas {
  private final RandomGenerator random;

  RandomSchemas(RandomGenerator random) {
    this.random = random;
  }

  Schema schema() {
    List<Event> events = events();
    List<Purpose> purposes = purposes(events);
    List<Attribute> attributes = new ArrayList<>();
    int count = 3 + random.nextInt(10);
    for (int i = 0; i < count; i++) {
      attributes.add(attribute("a" + i, random.nextInt(purposes.size()), events));
    }
    return new Schema(purposes, attributes, events);
  }

  private List<Purpose> purposes(List<Event> events) {
    List<Purpose> purposes = new ArrayList<>();
    int count = 1 + random.nextInt(4);
    for (int i = 0; i < count; i++) {
      Set<EventName> endsWith = new HashSet<>();
      for (Event event : events) {
        if (event.goal() == Event.Role.GOAL && random.nextInt(3) == 0) {
          endsWith.add(event.name());
        }
      }
      purposes.add(
          new Purpose(
              new PurposeName("p" + i),
              "Purpose " + i,
              List.of(),
              random.nextInt(3) == 0 ? Purpose.Basis.CONTEXTUAL : Purpose.Basis.CONSENT,
              48,
              Duration.ofMinutes(30 + random.nextInt(600)),
              Duration.ofMinutes(1 + random.nextInt(60)),
              endsWith,
              IabTerms.none()));
    }
    return purposes;
  }

  private List<Event> events() {
    List<Event> events = new ArrayList<>();
    int count = 1 + random.nextInt(4);
    for (int i = 0; i < count; i++) {
      List<Event.Field> fields = new ArrayList<>();
      int size = random.nextInt(4);
      for (int f = 0; f < size; f++) {
        fields.add(field("f" + f));
      }
      Event.Role role = random.nextInt(4) == 0 ? Event.Role.GOAL : Event.Role.STEP;
      events.add(new Event(new EventName("e" + i), role, fields));
    }
    return events;
  }

  private Event.Field field(String name) {
    return switch (random.nextInt(3)) {
      case 0 -> new Event.Field.ChoiceField(name, new Alphabet.Choice(labels()));
      case 1 -> new Event.Field.NumberField(name, "EUR");
      default -> new Event.Field.FlagField(name);
    };
  }

  private Attribute attribute(String name, int purpose, List<Event> events) {
    int event = random.nextInt(events.size());
    List<Event.Field> fields = events.get(event).fields();
    EventPattern pattern = pattern(event, fields);
    Optional<Duration> within = within();
    int field = fields.isEmpty() ? -1 : random.nextInt(fields.size());
    Alphabet alphabet;
    Origin origin;
    switch (random.nextInt(8)) {
      case 0 -> {
        alphabet = new Alphabet.Count(1 + random.nextInt(6));
        origin = new Origin.Count(pattern, within);
      }
      case 1 -> {
        alphabet = elapsed();
        origin = new Origin.Recency(pattern, within);
      }
      case 2 -> {
        alphabet =
            random.nextBoolean() ? new Alphabet.Flag() : new Alphabet.Count(1 + random.nextInt(4));
        int other = random.nextInt(events.size());
        EventPattern then = pattern(other, events.get(other).fields());
        origin = new Origin.Sequence(pattern, then, within);
      }
      case 3 -> {
        if (field >= 0 && fields.get(field) instanceof Event.Field.NumberField) {
          BigDecimal step = new BigDecimal(random.nextBoolean() ? "0.1" : "5");
          alphabet =
              new Alphabet.Numeric("EUR", edges(step, random.nextInt(4), 2 + random.nextInt(20)));
          BigDecimal upTo = step.multiply(BigDecimal.valueOf(20 + random.nextInt(30)));
          origin = new Origin.Sum(pattern, field, step, upTo, within);
        } else {
          alphabet = new Alphabet.Count(63);
          origin = new Origin.Count(pattern, within);
        }
      }
      case 4 -> {
        if (field >= 0 && fields.get(field) instanceof Event.Field.ChoiceField choice) {
          alphabet = choice.choice();
          origin = new Origin.Latest(pattern, field, within);
        } else if (field >= 0 && fields.get(field) instanceof Event.Field.FlagField) {
          alphabet = new Alphabet.Flag();
          origin = new Origin.Latest(pattern, field, within);
        } else {
          alphabet = elapsed();
          origin = new Origin.Recency(pattern, within);
        }
      }
      case 5 -> {
        int labels =
            field >= 0 && fields.get(field) instanceof Event.Field.ChoiceField choice
                ? choice.choice().codes()
                : 2;
        if (field >= 0 && !(fields.get(field) instanceof Event.Field.NumberField)) {
          alphabet =
              new Alphabet.Numeric(
                  "", List.of(new BigDecimal("-0.5"), BigDecimal.ZERO, new BigDecimal("0.75")));
          List<Integer> steps =
              random
                  .ints((labels + 1L) * labels, -200, 201)
                  .map(each -> each / 25 * 25)
                  .boxed()
                  .toList();
          origin =
              new Origin.Evidence(pattern, field, steps, labels, 1 + random.nextInt(3), within);
        } else {
          alphabet = new Alphabet.Count(3);
          origin = new Origin.Count(pattern, within);
        }
      }
      default -> {
        alphabet = signal();
        origin =
            new Origin.Signal(
                Origin.Provenance.SITE,
                random.nextBoolean() ? Optional.empty() : Optional.of(duration()));
      }
    }
    return new Attribute(new AttributeName(name), alphabet, origin, purpose, "Good for you");
  }

  private Alphabet signal() {
    return switch (random.nextInt(4)) {
      case 0 -> new Alphabet.Choice(labels());
      case 1 -> new Alphabet.Choices(labels());
      case 2 -> new Alphabet.Flag();
      default -> new Alphabet.Numeric("EUR", edges(BigDecimal.TEN, -2, 3));
    };
  }

  private Alphabet elapsed() {
    return new Alphabet.Elapsed(
        List.of(
            Duration.ofSeconds(10 + random.nextInt(50)),
            Duration.ofMinutes(1 + random.nextInt(30))));
  }

  private static List<BigDecimal> edges(BigDecimal step, int from, int more) {
    return IntStream.of(from, from + 1, from + more)
        .distinct()
        .mapToObj(i -> step.multiply(BigDecimal.valueOf(i)))
        .toList();
  }

  private List<String> labels() {
    return IntStream.rangeClosed(0, 1 + random.nextInt(4)).mapToObj(i -> "l" + i).toList();
  }

  private Optional<Duration> within() {
    return random.nextInt(3) == 0 ? Optional.empty() : Optional.of(duration());
  }

  private Duration duration() {
    return Duration.ofSeconds(
        random.nextBoolean() ? 8 + random.nextInt(120) : 60L * (1 + random.nextInt(60)));
  }

  private EventPattern pattern(int event, List<Event.Field> fields) {
    return new EventPattern(event, condition(fields, 2));
  }

  private Condition condition(List<Event.Field> fields, int depth) {
    if (fields.isEmpty() || random.nextInt(4) == 0) {
      return new Condition.Any();
    }
    if (depth > 0 && random.nextInt(3) == 0) {
      Condition one = condition(fields, depth - 1);
      Condition other = condition(fields, depth - 1);
      return switch (random.nextInt(3)) {
        case 0 -> new Condition.AllOf(List.of(one, other));
        case 1 -> new Condition.AnyOf(List.of(one, other));
        default -> new Condition.Not(one);
      };
    }
    int field = random.nextInt(fields.size());
    if (random.nextInt(5) == 0) {
      return new Condition.Known(field);
    }
    return switch (fields.get(field)) {
      case Event.Field.ChoiceField(_, var choice) ->
          new Condition.OneOf(field, 1 + random.nextLong(choice.all()));
      case Event.Field.FlagField _ -> new Condition.OneOf(field, 1 + random.nextInt(2));
      case Event.Field.NumberField _ -> new Condition.Within(field, bound(), bound());
    };
  }

  private Bound bound() {
    BigDecimal at = BigDecimal.valueOf(random.nextInt(100), 1);
    return switch (random.nextInt(3)) {
      case 0 -> new Bound.Open();
      case 1 -> new Bound.Closed(at);
      default -> new Bound.Excluded(at);
    };
  }
}

package dev.mien.engine.session;

import dev.mien.engine.privacy.ConsentStatement;
import dev.mien.engine.signal.RequestSignals;
import dev.mien.engine.signal.RequestSignals.CodedEvent;
import dev.mien.engine.signal.RequestSignals.CodedSignal;
import dev.mien.segments.model.Attribute;
import dev.mien.segments.model.Event;
import dev.mien.segments.model.Origin;
import dev.mien.segments.model.Schema;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Random requests against one schema. */
final class RandomRequests {
  static final Instant START = Instant.parse("2026-11-21T20:00:00Z");

  private final RandomGenerator random;
  private final Schema schema;

  RandomRequests(RandomGenerator random, Schema schema) {
    this.random = random;
    this.schema = schema;
  }

  /** How long until the next request: mostly seconds, sometimes past windows and idle times. */
  Duration pause() {
    return switch (random.nextInt(8)) {
      case 0 -> Duration.ZERO;
      case 1, 2, 3 -> Duration.ofSeconds(random.nextInt(20));
      case 4, 5 -> Duration.ofSeconds(random.nextInt(240));
      case 6 -> Duration.ofMinutes(random.nextInt(30));
      default -> Duration.ofMinutes(random.nextInt(70));
    };
  }

  RequestSignals signals() {
    List<CodedSignal> signals = new ArrayList<>();
    for (int i = 0; i < schema.attributes().size(); i++) {
      Attribute attribute = schema.attributes().get(i);
      if (attribute.origin() instanceof Origin.Signal && random.nextInt(3) == 0) {
        signals.add(
            attribute.isSet()
                ? new CodedSignal(i, 0, random.nextLong() & attribute.alphabet().all())
                : new CodedSignal(i, random.nextInt(attribute.alphabet().codes()), 0));
      }
    }
    List<CodedEvent> events = new ArrayList<>();
    int count = random.nextInt(4);
    for (int i = 0; i < count; i++) {
      events.add(event(random.nextInt(schema.events().size())));
    }
    return new RequestSignals(signals, events, List.of());
  }

  private CodedEvent event(int position) {
    long present = 0;
    List<Double> values = new ArrayList<>();
    List<Event.Field> fields = schema.events().get(position).fields();
    for (int f = 0; f < fields.size(); f++) {
      boolean absent = random.nextInt(4) == 0;
      present |= absent ? 0 : 1L << f;
      values.add(absent ? 0.0 : value(fields.get(f)));
    }
    return new CodedEvent(position, present, values);
  }

  private double value(Event.Field field) {
    return switch (field) {
      case Event.Field.ChoiceField(_, var choice) -> random.nextInt(choice.codes());
      case Event.Field.FlagField _ -> random.nextInt(2);
      case Event.Field.NumberField _ ->
          switch (random.nextInt(8)) {
            case 0 -> -1.5;
            case 1 -> 1e300;
            case 2 -> random.nextInt(10) + 0.05;
            default -> random.nextInt(200) / 20.0;
          };
    };
  }

  ConsentStatement statement() {
    return random.nextInt(6) == 0
        ? new ConsentStatement.Stated(names(random.nextLong()), Optional.empty())
        : new ConsentStatement.Unsaid();
  }

  /** The names of the purposes at these positions. */
  List<String> names(long purposes) {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < schema.purposes().size(); i++) {
      if ((purposes >>> i & 1) != 0) {
        names.add(schema.purposes().get(i).name().text());
      }
    }
    return names;
  }
}

package dev.mien.api.json;

import dev.mien.api.config.Limits;
import dev.mien.api.json.AnswerJson.Receipt;
import dev.mien.engine.privacy.ConsentStatement;
import dev.mien.engine.signal.RequestSignals;
import dev.mien.engine.signal.SignalReader;
import dev.mien.engine.vocabulary.Vocabulary;
import java.io.IOException;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The members of a body that say something of a session: {@code signals}, {@code events} and {@code
 * consent}. Values go straight into codes and are let go.
 */
public final class SessionMembers {
  private static final int EVENT_MEMBERS_MAX = 3;
  private static final int DURATION_CHARACTERS_MAX = 20;
  private static final Duration WAIT_MAX = Duration.ofDays(1);
  private static final String NOT_A_WAIT = "Send a duration such as PT2M, at most P1D.";

  private final JsonWalk walk;
  private final BodyRules rules;
  private final Limits.Body limits;
  private final SignalReader reader;
  private final ValueReading values;
  private final Vocabulary vocabulary;
  private final Pace pace;
  private final List<Duration> waits = new ArrayList<>(0);
  private Duration waited = Duration.ZERO;
  private ConsentSaid consent = ConsentSaid.nothing();

  /** When the events of a body happened. */
  private enum Pace {
    /** All at the time of the request. */
    AT_ONCE,
    /** Each so long after the one before it as it says: time that is made up. */
    SPACED
  }

  public SessionMembers(JsonWalk walk, BodyRules rules, Vocabulary vocabulary) {
    this(walk, rules, vocabulary, Pace.AT_ONCE);
  }

  private SessionMembers(JsonWalk walk, BodyRules rules, Vocabulary vocabulary, Pace pace) {
    this.walk = walk;
    this.rules = rules;
    this.limits = rules.limits();
    this.reader = new SignalReader(vocabulary);
    this.values = new ValueReading(walk, limits, reader);
    this.vocabulary = vocabulary;
    this.pace = pace;
  }

  /** The members of a visit that is made up, whose events may say how long after they happen. */
  public static SessionMembers spaced(JsonWalk walk, BodyRules rules, Vocabulary vocabulary) {
    return new SessionMembers(walk, rules, vocabulary, Pace.SPACED);
  }

  /** Takes a member if it is one of these; otherwise the walk stays where it is. */
  public boolean take(String name, String pointer) throws IOException {
    switch (name) {
      case "signals" -> {
        if (!walk.isNull()) {
          walk.object(pointer, limits.signalsMax(), this::signal);
        }
      }
      case "events" -> {
        if (!walk.isNull()) {
          walk.array(pointer, limits.eventsMax(), this::event);
        }
      }
      case "consent" -> {
        if (!walk.isNull()) {
          consent = ConsentMembers.read(walk, rules, pointer);
        }
      }
      default -> {
        return false;
      }
    }
    return true;
  }

  /** Whether a slot that is asked for may be named in the answer; it is noticed where not. */
  public boolean maySay(String slot, String pointer) {
    return reader.slot(slot, pointer);
  }

  /** All that was said by signals and events; once, at the end. */
  public RequestSignals signals() {
    return reader.finish();
  }

  /** How long after what came before it each event happens. */
  public List<Duration> waits() {
    return List.copyOf(waits);
  }

  public ConsentStatement consent() {
    return consent.statement();
  }

  /** Whether whoever stated consent wants a receipt. */
  public Receipt receipt() {
    return consent.receipt();
  }

  private void signal(String name, String pointer) throws IOException {
    values.take(name, pointer);
  }

  // The type of an event may stand after its fields, and the reader wants it first.
  private void event(String pointer) throws IOException {
    EventMembers members = new EventMembers();
    walk.object(pointer, EVENT_MEMBERS_MAX, members::take);
    members.hand(pointer);
  }

  private final class EventMembers {
    private @Nullable String type;
    private final List<Field> fields = new ArrayList<>();

    void take(String name, String pointer) throws IOException {
      switch (name) {
        case "type" -> type = walk.text(pointer, limits.nameCharactersMax()).orElse(null);
        case "fields" -> {
          if (!walk.isNull()) {
            walk.object(pointer, limits.fieldsMax(), this::field);
          }
        }
        default -> {
          if (pace == Pace.SPACED && name.equals("after")) {
            after(pointer);
          } else {
            walk.error(pointer, "unknown-name", "An event has type and fields.");
            walk.skip();
          }
        }
      }
    }

    private void after(String pointer) throws IOException {
      try {
        Duration wait =
            walk.text(pointer, DURATION_CHARACTERS_MAX).map(Duration::parse).orElse(Duration.ZERO);
        if (wait.isNegative() || wait.compareTo(WAIT_MAX) > 0) {
          walk.error(pointer, "out-of-range", NOT_A_WAIT);
        } else {
          waited = waited.plus(wait);
        }
      } catch (DateTimeParseException _) {
        walk.error(pointer, "not-a-duration", NOT_A_WAIT);
      }
    }

    private void field(String name, String pointer) throws IOException {
      fields.add(
          switch (walk.token()) {
            case VALUE_STRING -> new TextField(name, walk.text(), pointer);
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT ->
                new NumberField(name, walk.number(), pointer);
            case VALUE_TRUE -> new FlagField(name, true, pointer);
            case VALUE_FALSE -> new FlagField(name, false, pointer);
            default -> {
              walk.skip();
              yield new UnfitField(name, pointer);
            }
          });
    }

    void hand(String pointer) {
      if (type == null) {
        walk.error(pointer + "/type", "missing", "Send what kind of event this is.");
        return;
      }
      reader.event(type, pointer);
      // The wait before an event that is left out is a wait before the next one.
      if (vocabulary.event(type) >= 0) {
        waits.add(waited);
        waited = Duration.ZERO;
      }
      for (Field field : fields) {
        switch (field) {
          case TextField(var name, var value, var place) -> reader.fieldText(name, value, place);
          case NumberField(var name, var value, var place) ->
              reader.fieldNumber(name, value, place);
          case FlagField(var name, var value, var place) -> reader.fieldFlag(name, value, place);
          case UnfitField(var name, var place) -> reader.fieldUnfit(name, place);
        }
      }
    }
  }

  /** A field of an event that waits for its type. */
  private sealed interface Field {}

  private record TextField(String name, String value, String pointer) implements Field {}

  private record NumberField(String name, double value, String pointer) implements Field {}

  private record FlagField(String name, boolean value, String pointer) implements Field {}

  private record UnfitField(String name, String pointer) implements Field {}
}

package dev.mien.api.json;

import com.fasterxml.jackson.core.JsonToken;
import dev.mien.api.config.Limits;
import dev.mien.engine.privacy.ConsentStatement;
import dev.mien.engine.privacy.ConsentStatement.Stated;
import dev.mien.engine.privacy.ConsentStatement.Unsaid;
import dev.mien.engine.signal.RequestSignals;
import dev.mien.engine.signal.SignalReader;
import dev.mien.engine.vocabulary.Vocabulary;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The members of a body that say something of a session: {@code signals}, {@code events} and {@code
 * consent}. Values go straight into codes and are let go.
 */
public final class SessionMembers {
  private static final int DATE_TIME_CHARACTERS_MAX = 40;

  private final JsonWalk walk;
  private final Limits.Body limits;
  private final SignalReader reader;
  private ConsentStatement consent = new Unsaid();

  public SessionMembers(JsonWalk walk, Limits.Body limits, Vocabulary vocabulary) {
    this.walk = walk;
    this.limits = limits;
    this.reader = new SignalReader(vocabulary);
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
          consent = consent(walk, limits, pointer);
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

  public ConsentStatement consent() {
    return consent;
  }

  /** Takes an object that states a consent. */
  public static ConsentStatement consent(JsonWalk walk, Limits.Body limits, String pointer)
      throws IOException {
    ConsentMembers members = new ConsentMembers(walk, limits);
    walk.object(pointer, 2, members::take);
    return members.stated(pointer);
  }

  private void signal(String name, String pointer) throws IOException {
    switch (walk.token()) {
      case VALUE_STRING -> reader.text(name, walk.text(), pointer);
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> reader.number(name, walk.number(), pointer);
      case VALUE_TRUE -> reader.flag(name, true, pointer);
      case VALUE_FALSE -> reader.flag(name, false, pointer);
      case START_ARRAY -> labels(name, pointer);
      default -> {
        walk.skip();
        reader.unfit(name, pointer);
      }
    }
  }

  private void labels(String name, String pointer) throws IOException {
    List<String> labels = new ArrayList<>();
    Fitness fitness = new Fitness();
    walk.array(
        pointer,
        limits.labelsMax(),
        _ -> {
          if (walk.token() == JsonToken.VALUE_STRING) {
            labels.add(walk.text());
          } else {
            fitness.fits = false;
            walk.skip();
          }
        });
    if (fitness.fits) {
      reader.labels(name, labels, pointer);
    } else {
      reader.unfit(name, pointer);
    }
  }

  // The type of an event may stand after its fields, and the reader wants it first.
  private void event(String pointer) throws IOException {
    EventMembers members = new EventMembers();
    walk.object(pointer, 2, members::take);
    members.hand(pointer);
  }

  private static final class Fitness {
    private boolean fits = true;
  }

  private static final class ConsentMembers {
    private final JsonWalk walk;
    private final Limits.Body limits;
    private final List<String> purposes = new ArrayList<>();
    private boolean hasPurposes;
    private Optional<Instant> until = Optional.empty();

    ConsentMembers(JsonWalk walk, Limits.Body limits) {
      this.walk = walk;
      this.limits = limits;
    }

    void take(String name, String pointer) throws IOException {
      switch (name) {
        case "purposes" -> {
          hasPurposes = true;
          walk.array(
              pointer,
              limits.purposesMax(),
              place -> walk.text(place, limits.nameCharactersMax()).ifPresent(purposes::add));
        }
        case "until" -> {
          if (!walk.isNull()) {
            until = walk.instant(pointer, DATE_TIME_CHARACTERS_MAX);
          }
        }
        default -> {
          walk.error(pointer, "unknown-name", "A consent has purposes and until.");
          walk.skip();
        }
      }
    }

    ConsentStatement stated(String pointer) {
      if (!hasPurposes) {
        walk.error(
            pointer + "/purposes",
            "missing",
            "Send the names of the purposes that are allowed; none is a refusal.");
      }
      return new Stated(purposes, until);
    }
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
          walk.error(pointer, "unknown-name", "An event has type and fields.");
          walk.skip();
        }
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

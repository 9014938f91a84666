package dev.mien.api.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.mien.api.config.Limits;
import dev.mien.engine.session.Capsule;
import dev.mien.segments.identifying.Tripwire;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One pass over one JSON text: hands out values as they come, and keeps what is wrong. Every method
 * that takes a value is called at its first token and leaves at its last. Not for more than one
 * thread.
 */
public final class JsonWalk {
  private static final int MEMBERS_EXPECTED = 16;

  private final JsonParser parser;
  private final Body body;
  private final Pointers pointers;
  private final int errorsMax;
  private final List<PointedError> errors = new ArrayList<>(0);

  /**
   * @param body what {@code parser} reads
   */
  JsonWalk(JsonParser parser, Body body, Pointers pointers, int errorsMax) {
    this.parser = parser;
    this.body = body;
    this.pointers = pointers;
    this.errorsMax = errorsMax;
  }

  /** What is done with one member of an object. */
  @FunctionalInterface
  public interface Member {
    /** Takes the value that {@code name} has; the walk stands at its first token. */
    void take(String name, String pointer) throws IOException;
  }

  /** What is done with one element of an array. */
  @FunctionalInterface
  public interface Element {
    /** Takes an element; the walk stands at its first token. */
    void take(String pointer) throws IOException;
  }

  public List<PointedError> errors() {
    return errors;
  }

  /**
   * Keeps an error, unless there are enough already. Its place is the one above a name that
   * identifies somebody.
   */
  public void error(String pointer, String code, String detail) {
    if (errors.size() < errorsMax) {
      errors.add(new PointedError(Tripwire.pointer(pointer), code, detail));
    }
  }

  public JsonToken token() {
    return parser.currentToken();
  }

  public boolean isNull() {
    return parser.currentToken() == JsonToken.VALUE_NULL;
  }

  /** Passes over a value. */
  public void skip() throws IOException {
    parser.skipChildren();
  }

  /** Takes an object, member by member; a name that comes twice is an error. */
  public void object(String pointer, int membersMax, Member member) throws IOException {
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      wrongType(pointer, "an object");
      return;
    }
    Names seen = new Names();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      String place = pointers.of(pointer, name);
      parser.nextToken();
      if (!seen.add(name)) {
        error(place, "duplicate-name", "Send this name once.");
        skip();
      } else if (seen.size() > membersMax) {
        if (seen.size() == membersMax + 1) {
          tooMany(pointer, membersMax);
        }
        skip();
      } else {
        member.take(name, place);
      }
    }
  }

  /** Takes an array, element by element. */
  public void array(String pointer, int elementsMax, Element element) throws IOException {
    if (parser.currentToken() != JsonToken.START_ARRAY) {
      wrongType(pointer, "an array");
      return;
    }
    int count = 0;
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      if (count < elementsMax) {
        element.take(pointers.of(pointer, count));
      } else {
        if (count == elementsMax) {
          tooMany(pointer, elementsMax);
        }
        skip();
      }
      count++;
    }
  }

  /** The text that stands here; none, with an error, where something else does. */
  public Optional<String> text(String pointer, int charactersMax) throws IOException {
    if (parser.currentToken() != JsonToken.VALUE_STRING) {
      wrongType(pointer, "a text");
      return Optional.empty();
    }
    if (parser.getTextLength() > charactersMax) {
      error(pointer, "too-long", "Send at most " + charactersMax + " characters here.");
      return Optional.empty();
    }
    return Optional.of(parser.getText());
  }

  /** The capsule whose text stands here; none, with an error, where no text does. */
  public Optional<Capsule> capsule(String pointer) throws IOException {
    if (parser.currentToken() == JsonToken.VALUE_STRING) {
      Optional<Capsule> capsule = body.capsule(parser.currentTokenLocation().getByteOffset());
      if (capsule.isPresent()) {
        return capsule;
      }
    }
    return text(pointer, Limits.CAPSULE_CHARACTERS_MAX).map(Capsule::of);
  }

  /** The text that stands here, which the caller knows to be one. */
  public String text() throws IOException {
    return parser.getText();
  }

  /** The number that stands here, which the caller knows to be one. */
  public double number() throws IOException {
    return parser.getDoubleValue();
  }

  /** Whether {@code true} stands here; an error where neither that nor {@code false} does. */
  public boolean flag(String pointer) throws IOException {
    JsonToken token = parser.currentToken();
    if (token != JsonToken.VALUE_TRUE && token != JsonToken.VALUE_FALSE) {
      wrongType(pointer, "true or false");
    }
    return token == JsonToken.VALUE_TRUE;
  }

  /** A whole number that is not negative; none, with an error, where something else stands. */
  public Optional<Long> wholeNumber(String pointer) throws IOException {
    if (parser.currentToken() == JsonToken.VALUE_NUMBER_INT
        && parser.getNumberType() != JsonParser.NumberType.BIG_INTEGER
        && parser.getLongValue() >= 0) {
      return Optional.of(parser.getLongValue());
    }
    wrongType(pointer, "a whole number from 0 upwards");
    return Optional.empty();
  }

  /** A moment with its offset, as RFC 3339 has it. */
  public Optional<Instant> instant(String pointer, int charactersMax) throws IOException {
    Optional<String> text = text(pointer, charactersMax);
    try {
      return text.map(found -> OffsetDateTime.parse(found).toInstant());
    } catch (DateTimeException _) {
      error(pointer, "not-a-date-time", "Send a date-time such as 2026-12-21T00:00:00Z.");
      return Optional.empty();
    }
  }

  private void wrongType(String pointer, String expected) throws IOException {
    error(pointer, "wrong-type", "Send " + expected + " here.");
    skip();
  }

  private void tooMany(String pointer, int max) {
    error(pointer, "too-many", "Send at most " + max + " here.");
  }

  /** The names of one object: in a list while they are few, for most objects never have many. */
  private static final class Names {
    private final List<String> few = new ArrayList<>(MEMBERS_EXPECTED);
    private Set<String> more = Set.of();
    private long marks;

    /** Whether {@code name} is new. */
    boolean add(String name) {
      long mark = 1L << name.hashCode();
      boolean known = (marks & mark) != 0 && (few.contains(name) || more.contains(name));
      marks |= mark;
      if (known) {
        return false;
      }
      if (few.size() < MEMBERS_EXPECTED) {
        return few.add(name);
      }
      if (more.isEmpty()) {
        more = new HashSet<>();
      }
      return more.add(name);
    }

    int size() {
      return few.size() + more.size();
    }
  }
}

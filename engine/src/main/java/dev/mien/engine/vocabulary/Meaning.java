package dev.mien.engine.vocabulary;

import dev.mien.segments.model.Attribute;
import dev.mien.segments.model.Event;
import dev.mien.segments.model.EventPattern;
import dev.mien.segments.model.EventPattern.Condition;
import dev.mien.segments.model.Origin;
import dev.mien.segments.model.Purpose;
import dev.mien.segments.model.Schema;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * A short digest of what something means apart from its name: of an attribute its alphabet and its
 * origin, of a purpose what the visitor is asked.
 *
 * <p>Events, fields and their labels are written by name, for positions move when others are
 * declared, and what a capsule holds would be lost for nothing.
 */
final class Meaning {
  private static final int BYTES = 8;

  private Meaning() {}

  static String of(Purpose purpose) {
    return digest(purpose.title() + "|" + purpose.thirdParties());
  }

  static String of(Schema schema, Attribute attribute) {
    return digest(text(schema, attribute));
  }

  /** The same, at length. */
  static String text(Schema schema, Attribute attribute) {
    return attribute.alphabet() + "|" + text(schema, attribute.origin());
  }

  // Who says a signal, and for how long it is kept, does not change what it means.
  private static String text(Schema schema, Origin origin) {
    return switch (origin) {
      case Origin.Signal _ -> "signal";
      case Origin.Count(var of, var within) -> "count " + text(schema, of) + " " + within;
      case Origin.Sum(var of, var field, var step, var upTo, var within) ->
          "sum "
              + name(event(schema, of), field)
              + " of "
              + text(schema, of)
              + " "
              + step.toPlainString()
              + " "
              + upTo.toPlainString()
              + " "
              + within;
      case Origin.Latest(var of, var field, var within) ->
          "latest " + name(event(schema, of), field) + " of " + text(schema, of) + " " + within;
      case Origin.Recency(var of, var within) -> "recency " + text(schema, of) + " " + within;
      case Origin.Sequence(var first, var then, var within) ->
          "sequence " + text(schema, first) + " then " + text(schema, then) + " " + within;
    };
  }

  private static String text(Schema schema, EventPattern pattern) {
    Event event = event(schema, pattern);
    return event.name() + " where " + text(event, pattern.where());
  }

  private static String text(Event event, Condition condition) {
    return switch (condition) {
      case Condition.Any _ -> "any";
      case Condition.AllOf(var parts) -> "all " + texts(event, parts);
      case Condition.AnyOf(var parts) -> "any " + texts(event, parts);
      case Condition.Not(var part) -> "not (" + text(event, part) + ")";
      case Condition.OneOf(int field, long codes) ->
          name(event, field) + " in " + codes(event.fields().get(field), codes);
      case Condition.Within(int field, var low, var high) ->
          name(event, field) + " from " + low + " to " + high;
      case Condition.Known(int field) -> name(event, field) + " known";
    };
  }

  private static List<String> texts(Event event, List<Condition> parts) {
    return parts.stream().map(part -> "(" + text(event, part) + ")").toList();
  }

  private static Set<String> codes(Event.Field field, long codes) {
    Set<String> named = new TreeSet<>();
    for (int code = 0; code < Long.SIZE; code++) {
      if ((codes >>> code & 1) != 0) {
        named.add(name(field, code));
      }
    }
    return named;
  }

  private static String name(Event.Field field, int code) {
    return switch (field) {
      case Event.Field.ChoiceField(_, var choice) ->
          code < choice.codes() ? choice.labels().get(code) : "";
      case Event.Field.FlagField _, Event.Field.NumberField _ -> Integer.toString(code);
    };
  }

  private static String name(Event event, int field) {
    return event.fields().get(field).name();
  }

  private static Event event(Schema schema, EventPattern pattern) {
    return schema.events().get(pattern.event());
  }

  /** 16 hexadecimal digits. */
  static String digest(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}

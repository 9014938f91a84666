package dev.mien.engine.vocabulary;

import dev.mien.segments.model.Attribute;
import dev.mien.segments.model.EventPattern;
import dev.mien.segments.model.Origin;
import dev.mien.segments.model.Schema;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A short digest of what the values of an attribute mean: its alphabet and its origin. */
final class Meaning {
  private static final int BYTES = 8;

  private Meaning() {}

  static String of(Schema schema, Attribute attribute) {
    String text = attribute.alphabet() + "|" + text(schema, attribute.origin());
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  // Who says a signal, and for how long it is kept, does not change what it means. Measures are
  // written with their events in full, for positions in the schema move when others are declared.
  private static String text(Schema schema, Origin origin) {
    return switch (origin) {
      case Origin.Signal _ -> "signal";
      case Origin.Count(var of, var within) -> "count " + text(schema, of) + within;
      case Origin.Sum(var of, var field, var step, var upTo, var within) ->
          "sum " + text(schema, of) + "." + field + " " + step + " " + upTo + " " + within;
      case Origin.Latest(var of, var field, var within) ->
          "latest " + text(schema, of) + "." + field + " " + within;
      case Origin.Recency(var of, var within) -> "recency " + text(schema, of) + within;
      case Origin.Sequence(var first, var then, var within) ->
          "sequence " + text(schema, first) + " " + text(schema, then) + " " + within;
    };
  }

  private static String text(Schema schema, EventPattern pattern) {
    return schema.events().get(pattern.event()) + " where " + pattern.where();
  }
}

package dev.mien.segments.model;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;

/** What fills a slot: a value for each field that the slot declares, in declared order. */
public record Content(SequencedMap<String, Value> fields) {
  public Content {
    fields = new LinkedHashMap<>(fields);
  }

  /** What kind of value a field of content holds. */
  public enum Type {
    /** Plain text. It is never markup. */
    TEXT,
    /** A link: a path on the site that starts with one slash, or an http or https address. */
    URL,
    NUMBER,
    FLAG
  }

  /** One value of content. */
  public sealed interface Value {
    record Text(String text) implements Value {}

    record Url(String text) implements Value {}

    record Numeral(BigDecimal number) implements Value {}

    record Flag(boolean on) implements Value {}
  }

  /** The fields, which nobody may change. */
  @Override
  public SequencedMap<String, Value> fields() {
    return java.util.Collections.unmodifiableSequencedMap(fields);
  }

  /** No content at all. */
  public static Content empty() {
    return new Content(new LinkedHashMap<>(Map.of()));
  }
}

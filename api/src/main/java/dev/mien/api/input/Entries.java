package dev.mien.api.input;

import dev.mien.segments.source.Span;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/** The keys and values of one mapping in a file. */
public final class Entries {
  private final String what;
  private final Span span;
  private final SequencedMap<String, Entry> byKey;
  private final Findings findings;

  Entries(String what, Span span, SequencedMap<String, Entry> byKey, Findings findings) {
    this.what = what;
    this.span = span;
    this.byKey = byKey;
    this.findings = findings;
  }

  public record Entry(Placed key, Yaml value) {}

  public Collection<Entry> all() {
    return byKey.values();
  }

  public Span span() {
    return span;
  }

  /** Finds every key that is none of {@code known}. */
  public Entries only(String... known) {
    for (Entry entry : byKey.values()) {
      if (!List.of(known).contains(entry.key().text())) {
        findings.unknown("key", entry.key(), List.of(known));
      }
    }
    return this;
  }

  public Optional<Yaml> find(String key) {
    return Optional.ofNullable(byKey.get(key)).map(Entry::value);
  }

  public Optional<Placed> word(String key) {
    return find(key).flatMap(value -> value.word("'" + key + "'"));
  }

  public List<Placed> words(String key) {
    return find(key).map(value -> value.words("'" + key + "'")).orElse(List.of());
  }

  public List<Yaml> items(String key) {
    return find(key).map(value -> value.items("'" + key + "'")).orElse(List.of());
  }

  public Optional<Entries> entries(String key) {
    return find(key).flatMap(value -> value.entries("'" + key + "'"));
  }

  /** The word under {@code key}, which is found to be missing where it is. */
  public Optional<Placed> required(String key) {
    if (!byKey.containsKey(key)) {
      findings.error("missing-key", span, what + " needs '" + key + "'", "");
    }
    return word(key);
  }
}

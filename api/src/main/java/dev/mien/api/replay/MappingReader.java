package dev.mien.api.replay;

import dev.mien.api.input.Entries;
import dev.mien.api.input.Findings;
import dev.mien.api.input.Numbers;
import dev.mien.api.input.Placed;
import dev.mien.api.input.Yaml;
import dev.mien.api.replay.Mapping.Clock;
import dev.mien.api.replay.Mapping.EventTarget;
import dev.mien.api.replay.Mapping.SessionColumns;
import dev.mien.api.replay.Mapping.Target;
import dev.mien.api.replay.Mapping.Times;
import dev.mien.segments.source.SourceText;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the text of a mapping file into a {@link Mapping} of all that has the right shape. */
final class MappingReader {
  static final Clock CLOCK =
      new Clock(Instant.parse("2026-01-01T00:00:00Z"), Duration.ofSeconds(10));
  private static final Duration STEP_MAX = Duration.ofDays(1);
  private static final Pattern DURATION = Pattern.compile("(\\d{1,6}) (second|minute|hour|day)s?");

  private final Findings findings;
  private final SourceReader sources;

  private MappingReader(Findings findings) {
    this.findings = findings;
    this.sources = new SourceReader(findings);
  }

  /** The mapping in {@code text}; whatever is wrong with it goes to {@code findings}. */
  static Optional<Mapping> read(SourceText text, Findings findings) {
    return Yaml.parse(text, "mapping", "declare 'signals:'", findings)
        .flatMap(root -> root.entries("a mapping file"))
        .map(new MappingReader(findings)::mapping);
  }

  private Mapping mapping(Entries root) {
    root.only("sessions", "clock", "csv", "consent", "slots", "signals", "events");
    return new Mapping(
        root.entries("sessions").flatMap(this::sessions),
        root.entries("clock").map(this::clock).orElse(CLOCK),
        root.entries("csv").map(this::delimiter).orElse(','),
        root.words("consent"),
        root.words("slots"),
        root.entries("signals").map(this::targets).orElse(List.of()),
        root.items("events").stream().flatMap(event -> event(event).stream()).toList());
  }

  private Optional<SessionColumns> sessions(Entries entries) {
    entries.only("column", "order");
    Optional<Placed> order = entries.word("order");
    return entries.required("column").map(key -> new SessionColumns(key, order));
  }

  private Clock clock(Entries entries) {
    entries.only("start", "step");
    return new Clock(
        entries.word("start").flatMap(this::instant).orElse(CLOCK.start()),
        entries.word("step").flatMap(this::step).orElse(CLOCK.step()));
  }

  private Optional<Instant> instant(Placed word) {
    try {
      return Optional.of(Instant.parse(word.text()));
    } catch (DateTimeException _) {
      findings.error(
          "not-a-time",
          word.span(),
          "this is not a moment",
          "write it like 2026-01-31T08:00:00Z, in UTC");
      return Optional.empty();
    }
  }

  private Optional<Duration> step(Placed word) {
    Matcher matcher = DURATION.matcher(word.text());
    if (matcher.matches()) {
      long amount = Long.parseLong(matcher.group(1));
      Duration step =
          switch (matcher.group(2)) {
            case "second" -> Duration.ofSeconds(amount);
            case "minute" -> Duration.ofMinutes(amount);
            case "hour" -> Duration.ofHours(amount);
            default -> Duration.ofDays(amount);
          };
      if (step.isPositive() && step.compareTo(STEP_MAX) <= 0) {
        return Optional.of(step);
      }
    }
    findings.error(
        "not-a-step",
        word.span(),
        "a step is 1 second to 1 day, in whole seconds",
        "write it like '10 seconds'");
    return Optional.empty();
  }

  private char delimiter(Entries entries) {
    entries.only("delimiter");
    Optional<Placed> word = entries.word("delimiter");
    if (word.isPresent() && !List.of(",", ";", "\t", "|").contains(word.get().text())) {
      findings.error(
          "not-a-delimiter",
          word.get().span(),
          "cells are not divided by this",
          "one of \",\" \";\" \"|\" \"\\t\"");
      return ',';
    }
    return word.map(found -> found.text().charAt(0)).orElse(',');
  }

  private List<Target> targets(Entries entries) {
    List<Target> targets = new ArrayList<>();
    for (Entries.Entry entry : entries.all()) {
      sources.read(entry).ifPresent(source -> targets.add(new Target(entry.key(), source)));
    }
    return targets;
  }

  private Optional<EventTarget> event(Yaml yaml) {
    Optional<Entries> found = yaml.entries("an event");
    if (found.isEmpty()) {
      return Optional.empty();
    }
    Entries entries = found.get().only("type", "when", "times", "fields");
    Optional<Placed> type = entries.required("type");
    List<Mapping.Condition> when =
        entries.entries("when").map(sources::conditions).orElse(List.of());
    Optional<Times> times = entries.entries("times").flatMap(this::times);
    List<Target> fields = entries.entries("fields").map(this::targets).orElse(List.of());
    return type.map(name -> new EventTarget(name, when, times, fields));
  }

  private Optional<Times> times(Entries entries) {
    entries.only("column", "upTo");
    int upTo = entries.required("upTo").map(this::upTo).orElse(1);
    return entries.required("column").map(column -> new Times(column, upTo));
  }

  private int upTo(Placed word) {
    double number = Numbers.parse(word.text());
    if (number >= 1 && number <= Times.UP_TO_MAX && number == Math.rint(number)) {
      return (int) number;
    }
    findings.error(
        "not-a-cap",
        word.span(),
        "'upTo' is a whole number from 1 to " + Times.UP_TO_MAX,
        "as many as the measures can count");
    return 1;
  }
}

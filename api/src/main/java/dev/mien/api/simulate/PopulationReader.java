package dev.mien.api.simulate;

import dev.mien.api.input.Entries;
import dev.mien.api.input.Findings;
import dev.mien.api.input.Kind;
import dev.mien.api.input.Numbers;
import dev.mien.api.input.Placed;
import dev.mien.api.input.Yaml;
import dev.mien.api.simulate.Population.Chance;
import dev.mien.api.simulate.Population.Chances;
import dev.mien.api.simulate.Population.Happening;
import dev.mien.api.simulate.Population.Reach;
import dev.mien.api.simulate.Population.Say;
import dev.mien.api.simulate.Population.SessionKind;
import dev.mien.api.simulate.Population.Value;
import dev.mien.engine.vocabulary.Vocabulary;
import dev.mien.segments.model.Attribute;
import dev.mien.segments.model.Event;
import dev.mien.segments.model.Learning;
import dev.mien.segments.model.Learning.By;
import dev.mien.segments.model.Model;
import dev.mien.segments.model.Offer;
import dev.mien.segments.model.Origin;
import dev.mien.segments.model.Slot;
import dev.mien.segments.model.Variant;
import dev.mien.segments.source.SourceText;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the file of a population, and holds it against the workspace it is for. */
final class PopulationReader {
  static final int DAYS_MAX = 366;
  static final int SESSIONS_MAX = 5_000_000;
  static final int PAGES_MAX = 100;

  private static final Instant START = Instant.parse("2026-01-05T00:00:00Z");
  private static final Duration PAUSE = Duration.ofSeconds(40);
  private static final double WHOLE = 100;
  private static final double WHOLE_BASIS_POINTS = 10_000;
  private static final double ROUNDING = 1e-6;
  private static final Pattern SHARE = Pattern.compile("(\\d{1,3}(?:\\.\\d{1,6})?) ?%");
  private static final Pattern RANGE = Pattern.compile("(\\S{1,20}) to (\\S{1,20})");
  private static final Pattern PAUSES = Pattern.compile("(\\d{1,4}) (second|minute)s?");

  private final Vocabulary vocabulary;
  private final Model model;
  private final Findings findings;

  private PopulationReader(Vocabulary vocabulary, Findings findings) {
    this.vocabulary = vocabulary;
    this.model = vocabulary.model();
    this.findings = findings;
  }

  /** The population in {@code text}; good for nothing where anything was found. */
  static Optional<Population> read(SourceText text, Vocabulary vocabulary, Findings findings) {
    return Yaml.parse(text, "population", "declare 'kinds:'", findings)
        .flatMap(root -> root.entries("a population file"))
        .map(new PopulationReader(vocabulary, findings)::population);
  }

  private Population population(Entries root) {
    root.only("start", "days", "sessionsPerDay", "slots", "learn", "kinds");
    List<String> known = model.slots().stream().map(slot -> slot.name().text()).toList();
    int days = whole(root, "days", DAYS_MAX);
    int perDay = whole(root, "sessionsPerDay", SESSIONS_MAX);
    if ((long) days * perDay > SESSIONS_MAX) {
      findings.error(
          "too-many-sessions",
          root.span(),
          "these are " + (long) days * perDay + " sessions",
          "at most " + SESSIONS_MAX + " in all: lower 'days' or 'sessionsPerDay'");
    }
    List<SessionKind> kinds = new ArrayList<>();
    Optional<Entries> declared = root.entries("kinds");
    declared.ifPresent(
        all -> {
          for (Entries.Entry entry : all.all()) {
            kind(entry).ifPresent(kinds::add);
          }
        });
    double shares = kinds.stream().mapToDouble(SessionKind::share).sum();
    if (declared.isEmpty()) {
      findings.error("missing-key", root.span(), "a population needs 'kinds'", "");
    } else if (Math.abs(shares - 1) > ROUNDING) {
      findings.error(
          "shares-not-whole",
          declared.get().span(),
          "the shares of all kinds come to " + Math.rint(shares * 1e6) / 1e4 + " %",
          "they have to come to 100 %");
    }
    List<Placed> slots = root.words("slots");
    return new Population(
        root.word("start").flatMap(this::instant).orElse(START),
        days,
        perDay,
        slots.isEmpty() ? known : known("slot", slots, known),
        root.entries("learn").flatMap(this::learn),
        kinds);
  }

  private Optional<Learning> learn(Entries entries) {
    entries.only("goal", "by", "floor");
    Optional<Placed> goal = entries.required("goal");
    if (goal.isPresent() && !goals().contains(goal.get().text())) {
      findings.unknown("goal", goal.get(), goals());
      return Optional.empty();
    }
    Map<String, By> ways = Map.of("bandit", By.BANDIT, "apprentice", By.APPRENTICE);
    Optional<Placed> by = entries.word("by");
    if (by.isPresent() && !ways.containsKey(by.get().text())) {
      findings.unknown("way to learn", by.get(), List.of("bandit", "apprentice"));
    }
    int floor =
        entries
            .word("floor")
            .map(word -> (int) Math.rint(share(word) * WHOLE_BASIS_POINTS))
            .orElse(Learning.FLOOR_DEFAULT);
    return goal.map(
        word ->
            new Learning(
                vocabulary.event(word.text()),
                by.map(Placed::text).map(ways::get).orElse(By.BANDIT),
                floor));
  }

  private List<String> goals() {
    return model.schema().events().stream()
        .filter(event -> event.goal() == Event.Role.GOAL)
        .map(event -> event.name().text())
        .toList();
  }

  private Optional<SessionKind> kind(Entries.Entry entry) {
    Optional<Entries> found = entry.value().entries("'" + entry.key() + "'");
    if (found.isEmpty()) {
      return Optional.empty();
    }
    Entries kind =
        found
            .get()
            .only("share", "belongs", "consent", "pages", "pause", "signals", "events", "reaches");
    List<String> segments =
        model.segments().stream().map(segment -> segment.name().text()).toList();
    List<String> purposes =
        model.schema().purposes().stream().map(purpose -> purpose.name().text()).toList();
    return Optional.of(
        new SessionKind(
            entry.key().text(),
            kind.required("share").map(this::share).orElse(0.0),
            known("segment", kind.words("belongs"), segments).stream()
                .map(segments::indexOf)
                .filter(position -> position >= 0)
                .toList(),
            kind.find("consent").isEmpty()
                ? purposes
                : known("purpose", kind.words("consent"), purposes),
            kind.find("pages")
                .map(pages -> chances(pages, "'pages'", new Kind.Amount()))
                .orElse(new Chances(List.of(new Chance(new Value.Word("1"), 1)))),
            kind.word("pause").flatMap(this::pause).orElse(PAUSE),
            kind.entries("signals").map(this::signals).orElse(List.of()),
            kind.items("events").stream().flatMap(event -> event(event).stream()).toList(),
            kind.entries("reaches").map(this::reaches).orElse(List.of())));
  }

  private List<Say> signals(Entries entries) {
    List<Attribute> attributes = model.schema().attributes();
    List<Say> signals = new ArrayList<>();
    for (Entries.Entry entry : entries.all()) {
      int position = vocabulary.attribute(entry.key().text());
      if (position < 0) {
        findings.unknown(
            "signal",
            entry.key(),
            attributes.stream()
                .filter(attribute -> attribute.origin() instanceof Origin.Signal)
                .map(attribute -> attribute.name().text())
                .toList());
      } else if (!(attributes.get(position).origin() instanceof Origin.Signal)) {
        findings.error(
            "not-a-signal",
            entry.key().span(),
            "'" + entry.key() + "' is a measure, which nobody can say",
            "let the events happen that it folds, under 'events:'");
      } else {
        signals.add(say(entry, Kind.of(attributes.get(position).alphabet())));
      }
    }
    return signals;
  }

  private Optional<Happening> event(Yaml yaml) {
    Optional<Entries> found = yaml.entries("an event");
    if (found.isEmpty()) {
      return Optional.empty();
    }
    Entries entries = found.get().only("name", "chance", "fields");
    Optional<Placed> name = entries.required("name");
    double chance = entries.word("chance").map(this::share).orElse(1.0);
    if (name.isEmpty()) {
      return Optional.empty();
    }
    int position = vocabulary.event(name.get().text());
    if (position < 0) {
      findings.unknown("event", name.get(), events());
      return Optional.empty();
    }
    Event event = vocabulary.eventAt(position);
    List<Say> fields = new ArrayList<>();
    for (Entries.Entry entry : entries.entries("fields").map(Entries::all).orElse(List.of())) {
      Optional<Event.Field> field =
          event.fields().stream()
              .filter(declared -> declared.name().equals(entry.key().text()))
              .findFirst();
      if (field.isEmpty()) {
        findings.unknown(
            "field", entry.key(), event.fields().stream().map(Event.Field::name).toList());
      } else {
        fields.add(say(entry, Kind.of(field.get())));
      }
    }
    return Optional.of(new Happening(name.get().text(), chance, fields));
  }

  private List<Reach> reaches(Entries entries) {
    List<String> goals = goals();
    List<Reach> reaches = new ArrayList<>();
    for (Entries.Entry entry : entries.all()) {
      if (!goals.contains(entry.key().text())) {
        findings.unknown("goal", entry.key(), goals);
        continue;
      }
      entry
          .value()
          .entries("'" + entry.key() + "'")
          .ifPresent(reach -> reaches.add(reach(entry.key().text(), reach)));
    }
    return reaches;
  }

  private Reach reach(String goal, Entries entries) {
    Map<String, Map<String, Double>> with = new LinkedHashMap<>();
    Optional<Placed> written = entries.required("chance");
    double chance = written.map(this::share).orElse(0.0);
    List<String> slots = model.slots().stream().map(slot -> slot.name().text()).toList();
    for (Entries.Entry entry : entries.all()) {
      if (entry.key().text().equals("chance")) {
        continue;
      }
      int slot = slots.indexOf(entry.key().text());
      if (slot < 0) {
        findings.unknown("slot", entry.key(), slots);
        continue;
      }
      Map<String, Double> byVariant = new LinkedHashMap<>();
      entry
          .value()
          .entries("'" + entry.key() + "'")
          .ifPresent(shown -> shown(shown, model.slots().get(slot), byVariant));
      if (chance == 0 && written.isPresent() && !byVariant.isEmpty()) {
        findings.error(
            "no-chance",
            written.get().span(),
            "what never happens is not changed by what a slot shows",
            "say a chance above 0 %");
      }
      with.put(entry.key().text(), byVariant);
    }
    return new Reach(goal, chance, with);
  }

  private void shown(Entries entries, Slot slot, Map<String, Double> byVariant) {
    List<String> variants =
        slot.offers().stream()
            .map(Offer::variants)
            .flatMap(List::stream)
            .map(Variant::name)
            .map(Object::toString)
            .distinct()
            .toList();
    for (Entries.Entry entry : entries.all()) {
      if (!variants.contains(entry.key().text())) {
        findings.unknown("variant", entry.key(), variants);
      }
      entry
          .value()
          .word("a chance")
          .ifPresent(word -> byVariant.put(entry.key().text(), share(word)));
    }
  }

  private Say say(Entries.Entry entry, Kind kind) {
    return new Say(entry.key().text(), kind, chances(entry.value(), "'" + entry.key() + "'", kind));
  }

  /** One word for all, or values with their shares. */
  private Chances chances(Yaml yaml, String what, Kind kind) {
    if (yaml.isWord()) {
      return new Chances(
          yaml.word(what).flatMap(word -> value(word, kind)).stream()
              .map(value -> new Chance(value, 1))
              .toList());
    }
    List<Chance> chances = new ArrayList<>();
    Optional<Entries> entries = yaml.entries(what);
    for (Entries.Entry entry : entries.map(Entries::all).orElse(List.of())) {
      Optional<Value> value = value(entry.key(), kind);
      Optional<Placed> share = entry.value().word("a share");
      if (value.isPresent() && share.isPresent()) {
        chances.add(new Chance(value.get(), share(share.get())));
      }
    }
    double sum = chances.stream().mapToDouble(Chance::chance).sum();
    if (entries.isPresent() && !(kind instanceof Kind.Labels) && sum > 1 + ROUNDING) {
      findings.error(
          "shares-not-whole",
          entries.get().span(),
          "the shares of " + what + " come to " + Math.rint(sum * 1e6) / 1e4 + " %",
          "at most 100 %; what is left is the share of sessions that say nothing");
    }
    return new Chances(chances);
  }

  private Optional<Value> value(Placed word, Kind kind) {
    Matcher range = RANGE.matcher(word.text());
    if (kind instanceof Kind.Amount && range.matches()) {
      double low = Numbers.parse(range.group(1));
      double high = Numbers.parse(range.group(2));
      if (low <= high) {
        return Optional.of(new Value.Range(low, high));
      }
      findings.error(
          "not-a-range",
          word.span(),
          "this is no range of numbers",
          "write it like '20 to 80', the lower first");
      return Optional.empty();
    }
    kind.check(word, findings);
    return Optional.of(new Value.Word(word.text()));
  }

  private double share(Placed word) {
    Matcher matcher = SHARE.matcher(word.text());
    if (matcher.matches()) {
      double share = Double.parseDouble(matcher.group(1)) / WHOLE;
      if (share <= 1) {
        return share;
      }
    }
    findings.error(
        "not-a-share", word.span(), "this is not a share", "write it like '12.5 %', up to 100 %");
    return 0;
  }

  private int whole(Entries entries, String key, int most) {
    Optional<Placed> word = entries.required(key);
    double number = word.map(Placed::text).map(Numbers::parse).orElse(1.0);
    if (number >= 1 && number <= most && number == Math.rint(number)) {
      return (int) number;
    }
    word.ifPresent(
        wrong ->
            findings.error(
                "not-a-number",
                wrong.span(),
                "'" + key + "' is a whole number from 1 to " + most,
                ""));
    return 1;
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

  private Optional<Duration> pause(Placed word) {
    Matcher matcher = PAUSES.matcher(word.text());
    if (matcher.matches()) {
      long amount = Long.parseLong(matcher.group(1));
      Duration pause =
          matcher.group(2).equals("second")
              ? Duration.ofSeconds(amount)
              : Duration.ofMinutes(amount);
      if (pause.isPositive() && pause.compareTo(Duration.ofHours(1)) <= 0) {
        return Optional.of(pause);
      }
    }
    findings.error(
        "not-a-pause", word.span(), "a pause is 1 second to 1 hour", "write it like '40 seconds'");
    return Optional.empty();
  }

  private List<String> known(String kind, List<Placed> names, List<String> known) {
    for (Placed name : names) {
      if (!known.contains(name.text())) {
        findings.unknown(kind, name, known);
      }
    }
    return names.stream().map(Placed::text).distinct().toList();
  }

  private List<String> events() {
    return model.schema().events().stream().map(event -> event.name().text()).toList();
  }
}

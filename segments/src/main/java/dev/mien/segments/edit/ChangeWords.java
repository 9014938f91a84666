package dev.mien.segments.edit;

import dev.mien.segments.source.SourceText;
import dev.mien.segments.syntax.Expression;
import dev.mien.segments.syntax.Parsed;
import dev.mien.segments.syntax.Printer;
import dev.mien.segments.syntax.RuleParser;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** How changes are said: titles before names, what is new before what is gone. */
final class ChangeWords {
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("d MMMM yyyy", Locale.ENGLISH);
  private static final DateTimeFormatter MOMENT =
      DateTimeFormatter.ofPattern("d MMMM yyyy 'at' HH:mm xxx", Locale.ENGLISH);
  private static final int SHOWN_MAX = 80;

  private final InWords formerly;
  private final InWords now;
  private final Map<Definition, Value> after;

  ChangeWords(InWords formerly, InWords now, Map<Definition, Value> after) {
    this.formerly = formerly;
    this.now = now;
    this.after = after;
  }

  List<String> added(Definition definition, Value value) {
    String name = called(definition, value);
    return switch (definition.kind()) {
      case "segment" -> {
        List<Expression> alternatives = alternatives(value);
        Value score = find(value, "score");
        yield List.of(
            "New segment "
                + name
                + (alternatives.isEmpty()
                    ? ScoreWords.added(score)
                    : ": visits where " + either(alternatives, now) + "."));
      }
      case "slot" -> {
        List<String> said = new ArrayList<>(List.of("New slot " + name + "."));
        offers(value).forEach((key, offer) -> said.add(newOffer(name, key, offer)));
        yield said;
      }
      default -> List.of("New " + definition.kind() + " " + name + ".");
    };
  }

  List<String> removed(Definition definition, Value value) {
    return List.of("The " + definition.kind() + " " + called(definition, value) + " is removed.");
  }

  List<String> renamed(Definition definition, String formerName, Value value) {
    return List.of(
        "The "
            + definition.kind()
            + " "
            + called(definition, value)
            + " is named "
            + definition.name()
            + " now, instead of "
            + formerName
            + ".");
  }

  List<String> changed(Definition definition, Value was, Value is) {
    String name = called(definition, is);
    List<String> said = new ArrayList<>();
    title(definition, was, is).ifPresent(said::add);
    switch (definition.kind()) {
      case "segment" -> segment(name, was, is, said);
      case "slot" -> slot(name, was, is, said);
      default -> keys(name, was, is, Set.of("title"), said);
    }
    if (said.isEmpty()) {
      said.add(name + " is written in another order.");
    }
    return said;
  }

  private static Optional<String> title(Definition definition, Value was, Value is) {
    Optional<String> before = said(was, "title");
    Optional<String> after = said(is, "title");
    if (before.equals(after)) {
      return Optional.empty();
    }
    return Optional.of(
        before.map(title -> "“" + title + "”").orElse(definition.name())
            + after
                .map(title -> " is called “" + title + "” now.")
                .orElse(" has no title any more."));
  }

  /** The title of a definition; where it has none, its name. */
  private static String called(Definition definition, Value value) {
    if (definition.kind().equals("slot")) {
      return definition.name();
    }
    return said(value, "title")
        .filter(title -> !title.isBlank())
        .map(ChangeWords::shortened)
        .orElse(definition.name().isEmpty() ? "the workspace" : definition.name());
  }

  private void segment(String name, Value was, Value is, List<String> said) {
    new ScoreWords(formerly, now).changed(name, find(was, "score"), find(is, "score"), said);
    Map<String, Expression> before = byText(alternatives(was));
    Map<String, Expression> after = byText(alternatives(is));
    List<Expression> more = without(after, before);
    List<Expression> fewer = without(before, after);
    if (more.size() == 1 && fewer.size() == 1) {
      said.add(name + ": " + exchanged(fewer.getFirst(), more.getFirst()) + ".");
    } else if (!more.isEmpty() || !fewer.isEmpty()) {
      List<String> parts = new ArrayList<>();
      if (!more.isEmpty()) {
        parts.add((after.size() == more.size() ? "now when " : "also when ") + either(more, now));
      }
      if (!fewer.isEmpty()) {
        parts.add("no longer when " + either(fewer, formerly));
      }
      said.add(name + ": " + String.join("; ", parts) + ".");
    }
    unreadable(name, was, is, said);
    Map<String, Value> rulesBefore = Meaning.entries(find(was, "rules"));
    Map<String, Value> rulesAfter = Meaning.entries(find(is, "rules"));
    if (more.isEmpty() && fewer.isEmpty() && !rulesBefore.keySet().equals(rulesAfter.keySet())) {
      said.add(name + ": its rules have other names, and mean the same.");
    }
  }

  /** Rules that cannot be read are said as they are written. */
  private static void unreadable(String name, Value was, Value is, List<String> said) {
    Set<String> before = new LinkedHashSet<>();
    rules(was).stream().filter(rule -> parsed(rule).isEmpty()).forEach(before::add);
    for (String rule : rules(is)) {
      if (parsed(rule).isEmpty() && !before.contains(rule)) {
        said.add(name + ": has a rule that cannot be read, '" + shortened(rule) + "'.");
      }
    }
  }

  private static List<Expression> without(
      Map<String, Expression> these, Map<String, Expression> those) {
    return these.entrySet().stream()
        .filter(entry -> !those.containsKey(entry.getKey()))
        .map(Map.Entry::getValue)
        .toList();
  }

  /** One alternative in place of another, said by what differs. */
  private String exchanged(Expression was, Expression is) {
    Map<String, Expression> before = byText(conjuncts(was));
    Map<String, Expression> after = byText(conjuncts(is));
    List<Expression> more = without(after, before);
    List<Expression> fewer = without(before, after);
    boolean shared = more.size() < after.size() || fewer.size() < before.size();
    if (shared && fewer.isEmpty()) {
      return "now only when " + all(more, now) + " too";
    }
    if (shared && more.isEmpty()) {
      return "no longer only when " + all(fewer, formerly);
    }
    return shared
        ? "now when " + all(more, now) + ", instead of when " + all(fewer, formerly)
        : "now when " + now.phrase(is) + ", instead of when " + formerly.phrase(was);
  }

  private static String either(List<Expression> alternatives, InWords words) {
    return alternatives.stream().map(words::phrase).collect(Collectors.joining(", or when "));
  }

  private static String all(List<Expression> conjuncts, InWords words) {
    return conjuncts.stream().map(words::phrase).collect(Collectors.joining(" and "));
  }

  /** The alternatives of a segment: those of its rules, taken apart. */
  private static List<Expression> alternatives(Value segment) {
    List<Expression> alternatives = new ArrayList<>();
    for (String rule : rules(segment)) {
      parsed(rule)
          .ifPresent(
              expression -> {
                if (expression instanceof Expression.Or(var parts, _)) {
                  alternatives.addAll(parts);
                } else {
                  alternatives.add(expression);
                }
              });
    }
    return alternatives;
  }

  private static List<Expression> conjuncts(Expression rule) {
    return rule instanceof Expression.And(var parts, _) ? parts : List.of(rule);
  }

  private static Map<String, Expression> byText(List<Expression> expressions) {
    Map<String, Expression> byText = new LinkedHashMap<>();
    expressions.forEach(each -> byText.putIfAbsent(Printer.print(each), each));
    return byText;
  }

  private static List<String> rules(Value segment) {
    List<String> rules = new ArrayList<>();
    said(segment, "when").ifPresent(rules::add);
    Meaning.entries(find(segment, "rules"))
        .values()
        .forEach(rule -> rule.said().ifPresent(rules::add));
    return rules;
  }

  private static Optional<Expression> parsed(String rule) {
    return RuleParser.parse(SourceText.unnamed(rule)) instanceof Parsed.Sound<Expression>(var read)
        ? Optional.of(read)
        : Optional.empty();
  }

  private void slot(String name, Value was, Value is, List<String> said) {
    keys(name, was, is, Set.of("title", "offers"), said);
    Map<String, Value> before = offers(was);
    Map<String, Value> after = offers(is);
    after.forEach(
        (key, offer) -> {
          Value old = before.get(key);
          if (old == null) {
            said.add(newOffer(name, key, offer));
          } else if (!Meaning.same(old, offer)) {
            offer(name + ": offer " + key, old, offer, said);
          }
        });
    before.forEach(
        (key, _) -> {
          if (!after.containsKey(key)) {
            said.add(name + ": offer " + key + " is removed.");
          }
        });
    List<String> kept = before.keySet().stream().filter(after::containsKey).toList();
    List<String> order = after.keySet().stream().filter(before::containsKey).toList();
    if (!kept.equals(order)) {
      said.add(name + ": offers come in another order, " + String.join(", ", after.keySet()) + ".");
    }
  }

  private String newOffer(String slot, String name, Value offer) {
    return slot
        + ": new offer "
        + name
        + said(offer, "for").map(segment -> " for " + segment(segment)).orElse("")
        + said(offer, "from").map(from -> ", from " + day(from)).orElse("")
        + said(offer, "until").map(until -> ", until " + day(until)).orElse("")
        + ".";
  }

  private String segment(String name) {
    Value segment = after.get(new Definition("segment", name));
    return segment == null ? name : called(new Definition("segment", name), segment);
  }

  private void offer(String which, Value was, Value is, List<String> said) {
    Set<String> keys = new LinkedHashSet<>(Meaning.entries(is).keySet());
    keys.addAll(Meaning.entries(was).keySet());
    for (String key : keys) {
      Optional<String> before = said(was, key);
      Optional<String> after = said(is, key);
      if (Meaning.same(find(was, key), find(is, key)) || key.equals("name")) {
        continue;
      }
      switch (key) {
        case "for" ->
            said.add(
                which
                    + " is for "
                    + segment(after.orElse("nobody"))
                    + " now, instead of "
                    + segment(before.orElse("nobody"))
                    + ".");
        case "from" ->
            said.add(
                which
                    + after
                        .map(from -> " now starts on " + day(from) + ".")
                        .orElse(" now starts at once."));
        case "until" ->
            said.add(
                which
                    + after
                        .map(until -> " now ends on " + day(until) + ".")
                        .orElse(" no longer ends."));
        case "priority" ->
            said.add(
                which
                    + " has "
                    + after.map(priority -> "priority " + priority).orElse("no priority")
                    + " now"
                    + before.map(priority -> ", instead of " + priority).orElse("")
                    + ".");
        case "variants" -> variants(which, find(was, key), find(is, key), said);
        case "weights" ->
            said.add(
                which
                    + (Meaning.entries(find(is, key)).isEmpty()
                        ? " draws its variants equally now."
                        : " draws its variants "
                            + Meaning.entries(find(is, key)).entrySet().stream()
                                .map(
                                    weight ->
                                        weight.getKey() + " " + weight.getValue().said().orElse(""))
                                .collect(Collectors.joining(", "))
                            + " now."));
        default -> key(which, key, find(was, key), find(is, key), said);
      }
    }
  }

  private static void variants(String which, Value was, Value is, List<String> said) {
    Map<String, Value> before = Meaning.entries(was);
    Map<String, Value> after = Meaning.entries(is);
    after.forEach(
        (name, content) -> {
          Value old = before.get(name);
          if (old == null) {
            said.add(which + " has a new variant " + name + ".");
          } else if (!Meaning.same(old, content)) {
            keys(which + ", variant " + name, old, content, Set.of(), said);
          }
        });
    before.forEach(
        (name, _) -> {
          if (!after.containsKey(name)) {
            said.add(which + " has lost its variant " + name + ".");
          }
        });
  }

  private static void keys(
      String which, Value was, Value is, Set<String> apart, List<String> said) {
    Set<String> keys = new LinkedHashSet<>(Meaning.entries(is).keySet());
    keys.addAll(new TreeSet<>(Meaning.entries(was).keySet()));
    keys.removeAll(apart);
    for (String key : keys) {
      if (!Meaning.same(find(was, key), find(is, key))) {
        key(which, key, find(was, key), find(is, key), said);
      }
    }
  }

  private static void key(String which, String key, Value was, Value is, List<String> said) {
    if (was instanceof Value.Table
        && is instanceof Value.Table
        && !isNothing(was)
        && !isNothing(is)) {
      keys(which + ", " + key, was, is, Set.of(), said);
      return;
    }
    if (isNothing(is)) {
      said.add(which + " has no " + key + " any more.");
    } else if (isNothing(was)) {
      said.add(which + " now has " + key + " " + shown(is) + ".");
    } else {
      said.add(which + ": " + key + " is " + shown(is) + " now, instead of " + shown(was) + ".");
    }
  }

  private static boolean isNothing(Value value) {
    return value instanceof Value.Table(var entries) && entries.isEmpty();
  }

  private static String shown(Value value) {
    return switch (value) {
      case Value.Text(var text) -> "“" + shortened(text) + "”";
      case Value.Plain(var text) -> text;
      case Value.Rule(var text) -> "'" + shortened(text) + "'";
      case Value.Listing(var items) ->
          items.isEmpty()
              ? "none"
              : shortened(
                  items.stream()
                      .map(item -> item.said().orElse("…"))
                      .collect(Collectors.joining(", ")));
      case Value.Table(var entries) -> shortened(String.join(", ", entries.keySet()));
    };
  }

  private static String shortened(String text) {
    String line = text.strip().replaceAll("\\s+", " ");
    return line.length() <= SHOWN_MAX ? line : line.substring(0, SHOWN_MAX - 1) + "…";
  }

  /** A date as it is said; what is none, as it is written. */
  private static String day(String moment) {
    try {
      return moment.length() <= 10
          ? LocalDate.parse(moment).format(DAY)
          : OffsetDateTime.parse(moment).format(MOMENT);
    } catch (DateTimeException _) {
      return moment;
    }
  }

  /** The offers of a slot by their names, each of which is made the only one. */
  static Map<String, Value> offers(Value slot) {
    Map<String, Value> offers = new LinkedHashMap<>();
    if (find(slot, "offers") instanceof Value.Listing(var items)) {
      for (Value item : items) {
        String name = Offers.name(item);
        String key = name;
        for (int again = 2; offers.containsKey(key); again++) {
          key = name + " (" + again + ")";
        }
        offers.put(key, item);
      }
    }
    return offers;
  }

  private static Optional<String> said(Value value, String key) {
    return find(value, key).said();
  }

  private static Value find(Value value, String key) {
    return value instanceof Value.Table table
        ? table.find(key).orElseGet(Value::emptyTable)
        : Value.emptyTable();
  }
}

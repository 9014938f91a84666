package dev.mien.api.replay;

import dev.mien.api.input.Entries;
import dev.mien.api.input.Findings;
import dev.mien.api.input.Numbers;
import dev.mien.api.input.Placed;
import dev.mien.api.replay.Mapping.Condition;
import dev.mien.api.replay.Mapping.LabelWhen;
import dev.mien.api.replay.Mapping.Source;
import dev.mien.api.replay.Mapping.Test;
import dev.mien.api.replay.Mapping.Values;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;

/** Reads where values come from, and under which conditions. */
final class SourceReader {
  private final Findings findings;

  SourceReader(Findings findings) {
    this.findings = findings;
  }

  /** The source of the signal or field that {@code entry} names. */
  Optional<Source> read(Entries.Entry entry) {
    String what = "'" + entry.key() + "'";
    Optional<Entries> found = entry.value().entries(what);
    if (found.isEmpty()) {
      return Optional.empty();
    }
    Entries entries =
        found.get().only("column", "values", "otherwise", "separator", "value", "labels");
    long ways =
        List.of("column", "value", "labels").stream()
            .filter(way -> entries.find(way).isPresent())
            .count();
    if (ways != 1) {
      findings.error(
          "one-source",
          entry.key().span(),
          what + " comes from exactly one of 'column', 'value' and 'labels'",
          "write for example " + entry.key() + ": { column: … }");
      return Optional.empty();
    }
    if (entries.find("labels").isPresent()) {
      return entries.entries("labels").map(this::labelled);
    }
    if (entries.find("value").isPresent()) {
      return entries.word("value").map(Source.Constant::new);
    }
    Optional<Values> values = values(entries);
    Optional<Placed> separator = entries.word("separator").filter(this::isSeparator);
    return entries.word("column").map(column -> new Source.Column(column, values, separator));
  }

  List<Condition> conditions(Entries entries) {
    List<Condition> conditions = new ArrayList<>();
    for (Entries.Entry column : entries.all()) {
      Optional<Entries> tests = column.value().entries("a condition");
      if (tests.isEmpty()) {
        continue;
      }
      tests.get().only("is", "isNot", "in", "above", "atLeast", "below", "atMost");
      for (Entries.Entry test : tests.get().all()) {
        test(test).ifPresent(found -> conditions.add(new Condition(column.key(), found)));
      }
    }
    return conditions;
  }

  private Optional<Test> test(Entries.Entry entry) {
    String what = "'" + entry.key() + "'";
    return switch (entry.key().text()) {
      case "is" -> entry.value().word(what).map(word -> new Test.AnyOf(Set.of(word.text())));
      case "isNot" -> entry.value().word(what).map(word -> new Test.NoneOf(Set.of(word.text())));
      case "in" -> Optional.of(new Test.AnyOf(texts(entry.value().words(what))));
      case "above" -> bound(entry).map(Test.Above::new);
      case "atLeast" -> bound(entry).map(Test.AtLeast::new);
      case "below" -> bound(entry).map(Test.Below::new);
      case "atMost" -> bound(entry).map(Test.AtMost::new);
      default -> Optional.empty();
    };
  }

  private Optional<Double> bound(Entries.Entry entry) {
    Optional<Placed> word = entry.value().word("'" + entry.key() + "'");
    if (word.isEmpty()) {
      return Optional.empty();
    }
    double bound = Numbers.parse(word.get().text());
    if (Double.isNaN(bound)) {
      findings.error("not-a-number", word.get().span(), "'" + entry.key() + "' needs a number", "");
      return Optional.empty();
    }
    return Optional.of(bound);
  }

  private Source labelled(Entries entries) {
    List<LabelWhen> labels = new ArrayList<>();
    for (Entries.Entry label : entries.all()) {
      label
          .value()
          .entries("'" + label.key() + "'")
          .ifPresent(when -> labels.add(new LabelWhen(label.key(), conditions(when))));
    }
    return new Source.Labelled(labels);
  }

  private Optional<Values> values(Entries entries) {
    Optional<Placed> otherwise = entries.word("otherwise");
    Optional<Entries> listed = entries.entries("values");
    if (listed.isEmpty()) {
      otherwise.ifPresent(
          word ->
              findings.error(
                  "otherwise-alone", word.span(), "'otherwise' needs 'values' beside it", ""));
      return Optional.empty();
    }
    SequencedMap<String, Placed> byCell = new LinkedHashMap<>();
    for (Entries.Entry entry : listed.get().all()) {
      entry.value().word("a value").ifPresent(word -> byCell.put(entry.key().text(), word));
    }
    return Optional.of(new Values(byCell, otherwise));
  }

  private boolean isSeparator(Placed word) {
    if (word.text().length() == 1) {
      return true;
    }
    findings.error("not-a-separator", word.span(), "a separator is one character", "");
    return false;
  }

  private static Set<String> texts(List<Placed> words) {
    Set<String> texts = new LinkedHashSet<>();
    words.forEach(word -> texts.add(word.text()));
    return texts;
  }
}

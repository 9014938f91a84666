package dev.mien.segments.edit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mien.segments.edit.Edit.OfferAt;
import dev.mien.segments.source.SourceText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** What holds for edits of any kind, in texts that earlier edits have left behind. */
class EditorLawsTest {
  private static final int SEQUENCES = 400;
  private static final int EDITS = 8;

  /** Titles and contents that YAML would take for something else, or that need marks. */
  private static final List<String> TEXTS =
      List.of(
          "Plain words",
          "yes",
          "42",
          "2026-11-20",
          "a: b",
          "ends with:",
          "# no comment",
          "has a # in it",
          "\"quoted\"",
          "it's",
          "- dash",
          "[list]",
          "{table}",
          "& anchor",
          "* star",
          "! bang",
          "% share",
          "@ at",
          "`tick`",
          " leading",
          "trailing ",
          "two\nlines",
          "lines\n\nand a gap",
          "ends with a line\n",
          "tab\there",
          "back\\slash",
          "null",
          "~",
          "",
          "größer – 20 € 😀",
          "..",
          "...",
          "---",
          "a, b",
          "very long words that go on and on until the line is full and then some more of them so"
              + " that they have to be folded, and then again, because one line more is needed");

  private static final List<String> RULES =
      List.of(
          "device is mobile",
          "device is mobile and (referrer is search or not runners)",
          "referrer in [direct, social] and basket_value is unknown and sale_views >= 3 and"
              + " interest has all of [running, hiking] or device is \"two words\" and basket_value"
              + " between 0 and 80 and not mobiles",
          "device is",
          "");

  @Test
  void anEditSaysWhatItPutsAndLeavesAllElseAsItWas() {
    for (long seed = 0; seed < SEQUENCES; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      List<SourceText> texts = Shop.texts();
      for (int i = 0; i < EDITS; i++) {
        String replay = "replay with seed " + seed + ", edit " + i;
        Definition definition = definition(random, texts);
        Value.Table value = value(random, definition.kind());
        Edit edit = new Edit.Put(definition, value, Optional.empty());
        Editing editing = Editor.apply(texts, List.of(edit));
        Editing.Done done =
            assertInstanceOf(Editing.Done.class, editing, () -> replay + "\n" + editing);
        assertSays(definition, value, done.files(), replay);
        assertOthersAreUntouched(texts, done.files(), definition, replay);
        assertEquals(
            List.of(),
            ((Editing.Done) Editor.apply(done.files(), List.of(edit))).changed(),
            () -> "putting again changes nothing; " + replay);
        texts = done.files();
      }
    }
  }

  @Test
  void whatIsAddedAndRemovedAgainLeavesNothingBehind() {
    for (long seed = 0; seed < SEQUENCES; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      String kind = random.nextBoolean() ? "segment" : "slot";
      Definition definition = new Definition(kind, "brand-new");
      Editing.Done done =
          (Editing.Done)
              Editor.apply(
                  Shop.texts(),
                  List.of(
                      new Edit.Put(definition, value(random, kind), Optional.empty()),
                      new Edit.Remove(definition)));
      for (SourceText before : Shop.texts()) {
        SourceText after =
            done.files().stream()
                .filter(text -> text.name().equals(before.name()))
                .findFirst()
                .orElseThrow();
        assertEquals(withoutBlankLines(before), withoutBlankLines(after), "seed " + seed);
      }
    }
  }

  @Test
  void renamingThereAndBackIsTheSameText() {
    for (Definition definition : Definitions.ofTexts(Shop.texts()).places().keySet()) {
      if (definition.name().isEmpty()) {
        continue;
      }
      String other = definition.kind().equals("segment") ? "other-name" : "other_name";
      Editing.Done done =
          (Editing.Done)
              Editor.apply(
                  Shop.texts(),
                  List.of(
                      new Edit.Rename(definition, other),
                      new Edit.Rename(
                          new Definition(definition.kind(), other), definition.name())));
      for (SourceText before : Shop.texts()) {
        assertTrue(
            done.files().stream().anyMatch(after -> after.text().equals(before.text())),
            definition + " in " + before.name());
      }
    }
  }

  @Test
  void offersPutMovedAndRemovedAreInTheOrderThatWasMeant() {
    for (long seed = 0; seed < SEQUENCES; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      List<SourceText> texts = Shop.texts();
      List<Value> model = new ArrayList<>(offers(texts));
      for (int i = 0; i < EDITS; i++) {
        String replay = "replay with seed " + seed + ", edit " + i;
        Edit edit = offerEdit(random, model);
        Editing editing = Editor.apply(texts, List.of(edit));
        texts =
            assertInstanceOf(Editing.Done.class, editing, () -> replay + edit + editing).files();
        assertEquals(said(model), said(offers(texts)), replay);
      }
      assertTrue(text(texts, "slots/home.yaml").contains("# never changes"), "comments stay");
    }
  }

  private static Edit offerEdit(SplittableRandom random, List<Value> model) {
    int size = model.size();
    int what = size == 0 ? 0 : random.nextInt(4);
    int at = size == 0 ? 0 : random.nextInt(size);
    return switch (what) {
      case 0 -> {
        Value offer = offer(random);
        boolean last = size == 0 || random.nextBoolean();
        model.add(last ? size : at, offer);
        yield new Edit.PutOffer(
            "home.hero",
            new OfferAt.New(),
            offer,
            last ? Optional.empty() : Optional.of(new OfferAt.Index(at)));
      }
      case 1 -> {
        Value offer = offer(random);
        model.set(at, offer);
        yield new Edit.PutOffer("home.hero", new OfferAt.Index(at), offer, Optional.empty());
      }
      case 2 -> {
        model.remove(at);
        yield new Edit.RemoveOffer("home.hero", new OfferAt.Index(at));
      }
      default -> {
        int before = random.nextInt(size + 1);
        Value moved = model.remove(at);
        model.add(before > at ? before - 1 : before, moved);
        yield new Edit.MoveOffer(
            "home.hero",
            new OfferAt.Index(at),
            before == size ? Optional.empty() : Optional.of(new OfferAt.Index(before)));
      }
    };
  }

  private static List<Value> offers(List<SourceText> texts) {
    Value slot =
        Value.of(
            Definitions.ofTexts(texts)
                .find(new Definition("slot", "home.hero"))
                .orElseThrow()
                .entry()
                .value());
    return ((Value.Table) slot)
        .find("offers")
        .map(offers -> ((Value.Listing) offers).items())
        .orElse(List.of());
  }

  private static Value.Table offer(SplittableRandom random) {
    SequencedMap<String, Value> offer = new LinkedHashMap<>();
    if (random.nextBoolean()) {
      offer.put("name", new Value.Text("offer-" + random.nextInt(100)));
    }
    offer.put("for", new Value.Text(random.nextBoolean() ? "runners" : "mobiles"));
    if (random.nextBoolean()) {
      offer.put("priority", new Value.Plain("" + random.nextInt(100)));
    }
    SequencedMap<String, Value> content = new LinkedHashMap<>();
    content.put("headline", text(random));
    content.put("saving", new Value.Plain("" + random.nextInt(40)));
    SequencedMap<String, Value> variants = new LinkedHashMap<>();
    variants.put("one", new Value.Table(content));
    offer.put("variants", new Value.Table(variants));
    return new Value.Table(offer);
  }

  private static Definition definition(SplittableRandom random, List<SourceText> texts) {
    if (random.nextInt(4) == 0) {
      return new Definition(
          random.nextBoolean() ? "segment" : "persona", "new-" + random.nextInt(3));
    }
    List<Definition> there =
        Definitions.ofTexts(texts).places().keySet().stream()
            .filter(
                each ->
                    each.kind().equals("segment")
                        || each.kind().equals("slot")
                        || each.kind().equals("persona"))
            .toList();
    return there.get(random.nextInt(there.size()));
  }

  private static Value.Table value(SplittableRandom random, String kind) {
    SequencedMap<String, Value> value = new LinkedHashMap<>();
    value.put("title", text(random));
    switch (kind) {
      case "segment" -> {
        if (random.nextBoolean()) {
          value.put("when", rule(random));
        } else {
          SequencedMap<String, Value> rules = new LinkedHashMap<>();
          for (int i = random.nextInt(3); i >= 0; i--) {
            rules.put("rule-" + random.nextInt(5), rule(random));
          }
          rules.put("returns", rule(random));
          value.put("rules", new Value.Table(rules));
        }
      }
      case "slot" -> {
        value.put("purpose", new Value.Text("page"));
        SequencedMap<String, Value> types = new LinkedHashMap<>();
        SequencedMap<String, Value> fallback = new LinkedHashMap<>();
        for (String field : List.of("headline", "text", "saving")) {
          if (random.nextInt(3) > 0) {
            types.put(field, new Value.Text(field.equals("saving") ? "number" : "text"));
            fallback.put(
                field,
                field.equals("saving") ? new Value.Plain("" + random.nextInt(9)) : text(random));
          }
        }
        value.put("content", new Value.Table(types));
        value.put("fallback", new Value.Table(fallback));
        value.put("offers", new Value.Listing(List.of(offer(random), offer(random))));
      }
      default -> {
        SequencedMap<String, Value> signals = new LinkedHashMap<>();
        signals.put("device", text(random));
        value.put("signals", new Value.Table(signals));
        SequencedMap<String, Value> event = new LinkedHashMap<>();
        event.put("name", new Value.Text("page_view"));
        event.put("fields", new Value.Table(signals));
        value.put("events", new Value.Listing(List.of(new Value.Table(event))));
        value.put("expect", new Value.Listing(List.of(text(random), text(random))));
      }
    }
    return new Value.Table(value);
  }

  private static Value text(SplittableRandom random) {
    return new Value.Text(TEXTS.get(random.nextInt(TEXTS.size())));
  }

  private static Value rule(SplittableRandom random) {
    return new Value.Text(RULES.get(random.nextInt(RULES.size())));
  }

  private static void assertSays(
      Definition definition, Value.Table value, List<SourceText> texts, String replay) {
    Value there =
        Value.of(Definitions.ofTexts(texts).find(definition).orElseThrow().entry().value());
    assertEquals(said(value), said(there), () -> definition + "; " + replay);
  }

  /**
   * What a value says: texts and structure, without the order of keys and the spelling of rules.
   */
  private static Object said(List<Value> values) {
    return values.stream().map(EditorLawsTest::said).toList();
  }

  private static Object said(Value value) {
    return switch (value) {
      case Value.Table(var entries) -> {
        Map<String, Object> said = new java.util.TreeMap<>();
        entries.forEach(
            (key, each) -> {
              if (key.equals("rules") && each instanceof Value.Table rules) {
                said.put(key, rules(rules));
              } else if (key.equals("when")) {
                said.put(key, rule(each));
              } else if (key.equals("purpose")) {
                // Whoever wrote 'purposes' keeps doing so.
                said.put("purposes", said(List.of(each)));
              } else {
                said.put(key, said(each));
              }
            });
        yield said;
      }
      case Value.Listing(var items) -> said(items);
      case Value.Text(var text) -> text;
      case Value.Plain(var text) -> text;
      case Value.Rule(var text) -> text;
    };
  }

  private static Object rules(Value.Table rules) {
    Map<String, Object> said = new java.util.TreeMap<>();
    rules.entries().forEach((name, rule) -> said.put(name, rule(rule)));
    return said;
  }

  private static Object rule(Value rule) {
    return Rewriting.canonical(rule.said().orElse(""));
  }

  /** All lines outside of the definition are there, in their order, and no others. */
  private static void assertOthersAreUntouched(
      List<SourceText> before, List<SourceText> after, Definition touched, String replay) {
    Definitions old = Definitions.ofTexts(before);
    Definitions now = Definitions.ofTexts(after);
    for (SourceText file : before) {
      SourceText changed =
          after.stream().filter(text -> text.name().equals(file.name())).findFirst().orElseThrow();
      String expected = without(file, old, touched);
      String found = without(changed, now, touched);
      assertEquals(
          withoutBlankLines(new SourceText("", expected)),
          withoutBlankLines(new SourceText("", found)),
          () -> touched + "; " + replay);
      if (old.find(touched).isPresent()) {
        assertEquals(expected, found, () -> touched + "; " + replay);
      }
    }
  }

  private static String without(SourceText file, Definitions definitions, Definition touched) {
    return definitions
        .find(touched)
        .filter(place -> place.file().source().name().equals(file.name()))
        .map(
            place -> {
              int start = place.entry().span().start();
              int end = place.entry().span().end();
              Lines lines = new Lines(file.text());
              // A comment behind the last word may move to the line of its key.
              return file.text().substring(0, lines.start(start))
                  + file.text().substring(Math.min(lines.next(end), file.text().length()));
            })
        .orElse(file.text());
  }

  private static String text(List<SourceText> texts, String name) {
    return texts.stream()
        .filter(text -> text.name().equals(name))
        .map(SourceText::text)
        .findFirst()
        .orElseThrow();
  }

  private static String withoutBlankLines(SourceText text) {
    return String.join("\n", text.text().lines().filter(line -> !line.isBlank()).toList());
  }
}

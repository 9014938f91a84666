package dev.mien.segments.edit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mien.segments.Compilation;
import dev.mien.segments.Workspaces;
import dev.mien.segments.edit.Merging.Side;
import dev.mien.segments.source.SourceText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class MergerTest {
  private static final int CASES = 400;

  @Test
  void whoChangedNothingGetsTheOthersText() {
    for (long seed = 0; seed < CASES; seed++) {
      List<SourceText> changed = changed(new SplittableRandom(seed), Shop.texts(), "m", 4);
      assertEquals(texts(changed), texts(merge(changed, Shop.texts())), "seed " + seed);
      assertEquals(texts(changed), texts(merge(Shop.texts(), changed)), "seed " + seed);
      assertEquals(texts(changed), texts(merge(changed, changed)), "seed " + seed);
    }
  }

  @Test
  void whatTwoPeopleDidToDifferentDefinitionsIsBothThere() {
    for (long seed = 0; seed < CASES; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      boolean split = random.nextBoolean();
      List<SourceText> mine =
          split
              ? put(random, "segment", "mobiles")
              : put(random, "segment", "mine-" + random.nextInt(9));
      List<SourceText> theirs =
          split
              ? put(random, "segment", "bargain-hunters")
              : put(random, "segment", "theirs-" + random.nextInt(9));
      Merging merging = Merger.merge(Shop.texts(), mine, theirs, Map.of());
      String replay = "replay with seed " + seed;
      assertEquals(List.of(), merging.conflicts(), replay);
      Map<Definition, Value> expected = new LinkedHashMap<>(Meaning.of(mine));
      Meaning.of(theirs)
          .forEach(
              (definition, value) -> {
                if (!value.equals(Meaning.of(Shop.texts()).get(definition))) {
                  expected.put(definition, value);
                }
              });
      assertSame(expected, Meaning.of(merging.files()), replay);
    }
  }

  @Test
  void noDefinitionIsLostAndNoneIsMadeUp() {
    for (long seed = 0; seed < CASES; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      List<SourceText> mine = changed(random, Shop.texts(), "m", 3);
      List<SourceText> theirs = changed(random, Shop.texts(), "t", 3);
      Map<Definition, Value> before = Meaning.of(Shop.texts());
      Map<Definition, Value> left = Meaning.of(mine);
      Map<Definition, Value> right = Meaning.of(theirs);
      for (Side side : Side.values()) {
        Map<Definition, Side> choices = new LinkedHashMap<>();
        before.keySet().forEach(definition -> choices.put(definition, side));
        Merging merging = Merger.merge(Shop.texts(), mine, theirs, choices);
        Map<Definition, Value> merged = Meaning.of(merging.files());
        String replay = "replay with seed " + seed + ", " + side;
        List<Definition> atOdds =
            merging.conflicts().stream().map(Merging.Conflict::definition).toList();
        for (Definition definition : all(before, left, right)) {
          Optional<Value> was = Optional.ofNullable(before.get(definition));
          Optional<Value> one = Optional.ofNullable(left.get(definition));
          Optional<Value> other = Optional.ofNullable(right.get(definition));
          Optional<Value> found = Optional.ofNullable(merged.get(definition));
          if (same(was, other)) {
            assertTrue(same(one, found), definition + "; " + replay);
          } else if (same(was, one)) {
            assertTrue(same(other, found), definition + "; " + replay);
          } else if (atOdds.contains(definition)) {
            assertTrue(same(side == Side.MINE ? one : other, found), definition + "; " + replay);
          } else {
            assertTrue(found.isPresent() || one.isEmpty(), definition + "; " + replay);
          }
        }
        for (Definition definition : merged.keySet()) {
          assertTrue(
              left.containsKey(definition) || right.containsKey(definition),
              definition + " is made up; " + replay);
        }
      }
    }
  }

  @Test
  void bothChangesOfOneSegmentAreTakenWhereTheyDoNotTouch() {
    Merging merging =
        Merger.merge(
            Shop.texts(),
            ChangesTest.replaced("On a telephone  ", "On the move  "),
            ChangesTest.replaced("when: device is mobile", "when: device is tablet"),
            Map.of());
    assertEquals(List.of(), merging.conflicts());
    assertEquals(
        Shop.SEGMENTS
            .text()
            .replace("On a telephone  ", "On the move  ")
            .replace("when: device is mobile", "when: device is tablet"),
        texts(merging.files()).get("segments.yaml"));
  }

  @Test
  void whatBothChangedIsAConflictInWords() {
    List<SourceText> mine = ChangesTest.replaced("device is mobile", "device is tablet");
    List<SourceText> theirs = ChangesTest.replaced("device is mobile", "device is desktop");
    Merging merging = Merger.merge(Shop.texts(), mine, theirs, Map.of());
    Merging.Conflict conflict = merging.conflicts().getFirst();
    assertEquals("segment mobiles", conflict.definition().toString());
    assertEquals(
        "mobiles:\n  title: On a telephone   # said by marketing\n  when: device is desktop\n",
        conflict.theirs());
    assertEquals(
        List.of(
            "You: On a telephone: now when device is tablet, instead of when device is mobile.",
            "They: On a telephone: now when device is desktop, instead of when device is mobile."),
        conflict.words());
    assertEquals(texts(mine), texts(merging.files()));
    assertEquals(
        texts(theirs),
        texts(
            Merger.merge(Shop.texts(), mine, theirs, Map.of(conflict.definition(), Side.THEIRS))
                .files()));
  }

  @Test
  void whatOneRemovedAndTheOtherChangedStaysUnlessSomebodyChooses() {
    Definition mobiles = new Definition("segment", "mobiles");
    List<SourceText> mine = edited(new Edit.Remove(mobiles));
    List<SourceText> theirs = ChangesTest.replaced("device is mobile", "device is desktop");
    Merging merging = Merger.merge(Shop.texts(), mine, theirs, Map.of());
    assertEquals(1, merging.conflicts().size());
    assertEquals(Side.THEIRS, merging.conflicts().getFirst().taken());
    assertTrue(Meaning.of(merging.files()).containsKey(mobiles), "it is kept");
    Merging chosen = Merger.merge(Shop.texts(), mine, theirs, Map.of(mobiles, Side.MINE));
    assertTrue(!Meaning.of(chosen.files()).containsKey(mobiles), "it is removed");
  }

  @Test
  void offersAreMergedOneByOne() {
    List<SourceText> mine = ChangesTest.replaced("until: 2026-12-01", "until: 2026-12-15");
    List<SourceText> theirs =
        edited(
            new Edit.MoveOffer(
                "home.hero",
                new Edit.OfferAt.Name("runners"),
                Optional.of(new Edit.OfferAt.Index(0))));
    Merging merging = Merger.merge(Shop.texts(), mine, theirs, Map.of());
    assertEquals(List.of(), merging.conflicts());
    Value slot = Meaning.of(merging.files()).get(new Definition("slot", "home.hero"));
    Map<String, Value> offers = ChangeWords.offers(slot == null ? Value.emptyTable() : slot);
    assertEquals(List.of("runners", "black-week"), List.copyOf(offers.keySet()));
    assertEquals(
        Optional.of(new Value.Text("2026-12-15")),
        ((Value.Table) List.copyOf(offers.values()).getLast()).find("until"));
    assertTrue(Workspaces.compile(merging.files()) instanceof Compilation.Accepted, "accepted");
  }

  private static List<SourceText> edited(Edit edit) {
    return ((Editing.Done) Editor.apply(Shop.texts(), List.of(edit))).files();
  }

  private static List<SourceText> put(SplittableRandom random, String kind, String name) {
    return edited(new Edit.Put(new Definition(kind, name), segment(random), Optional.empty()));
  }

  private static List<SourceText> changed(
      SplittableRandom random, List<SourceText> texts, String suffix, int edits) {
    List<SourceText> changed = texts;
    for (int i = 0; i < edits; i++) {
      List<Definition> there = new ArrayList<>(Meaning.of(changed).keySet());
      there.removeIf(definition -> !definition.kind().equals("segment"));
      Definition one = there.get(random.nextInt(there.size()));
      Edit edit =
          switch (random.nextInt(there.size() > 2 ? 4 : 3)) {
            case 0 -> new Edit.Put(one, segment(random), Optional.empty());
            case 1 ->
                new Edit.Put(
                    new Definition("segment", "new-" + suffix + random.nextInt(9)),
                    segment(random),
                    Optional.empty());
            case 2 ->
                new Edit.PutOffer(
                    "home.hero",
                    new Edit.OfferAt.Name(random.nextBoolean() ? "runners" : "black-week"),
                    offer(random, suffix),
                    Optional.empty());
            default -> new Edit.Remove(one);
          };
      changed = ((Editing.Done) Editor.apply(changed, List.of(edit))).files();
    }
    return changed;
  }

  private static Value.Table segment(SplittableRandom random) {
    SequencedMap<String, Value> segment = new LinkedHashMap<>();
    segment.put("title", new Value.Text("Title " + random.nextInt(1000)));
    segment.put("when", new Value.Text("sale_views >= " + (1 + random.nextInt(6))));
    return new Value.Table(segment);
  }

  private static Value.Table offer(SplittableRandom random, String suffix) {
    SequencedMap<String, Value> offer = new LinkedHashMap<>();
    offer.put("name", new Value.Text("offer-" + suffix + random.nextInt(5)));
    offer.put("for", new Value.Text("runners"));
    SequencedMap<String, Value> content = new LinkedHashMap<>();
    content.put("headline", new Value.Text("Headline " + random.nextInt(100)));
    SequencedMap<String, Value> variants = new LinkedHashMap<>();
    variants.put("one", new Value.Table(content));
    offer.put("variants", new Value.Table(variants));
    return new Value.Table(offer);
  }

  private static List<SourceText> merge(List<SourceText> mine, List<SourceText> theirs) {
    Merging merging = Merger.merge(Shop.texts(), mine, theirs, Map.of());
    assertEquals(List.of(), merging.conflicts());
    return merging.files();
  }

  private static Map<String, String> texts(List<SourceText> sources) {
    Map<String, String> texts = new java.util.TreeMap<>();
    sources.forEach(source -> texts.put(source.name(), source.text()));
    return texts;
  }

  @SafeVarargs
  private static java.util.Set<Definition> all(Map<Definition, Value>... meanings) {
    java.util.Set<Definition> all = new java.util.LinkedHashSet<>();
    for (Map<Definition, Value> each : meanings) {
      all.addAll(each.keySet());
    }
    return all;
  }

  private static boolean same(Optional<Value> one, Optional<Value> other) {
    return one.isPresent() == other.isPresent()
        && (one.isEmpty() || Meaning.same(one.get(), other.orElseThrow()));
  }

  private static void assertSame(
      Map<Definition, Value> expected, Map<Definition, Value> found, String replay) {
    assertEquals(expected.keySet(), found.keySet(), replay);
    expected.forEach(
        (definition, value) ->
            assertTrue(
                same(Optional.of(value), Optional.ofNullable(found.get(definition))),
                () -> definition + "; " + replay));
  }
}

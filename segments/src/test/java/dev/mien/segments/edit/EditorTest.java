package dev.mien.segments.edit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mien.segments.Compilation;
import dev.mien.segments.Workspaces;
import dev.mien.segments.edit.Edit.OfferAt;
import dev.mien.segments.source.SourceText;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import org.junit.jupiter.api.Test;

class EditorTest {
  @Test
  void theShopIsAcceptedAsItStands() {
    assertTrue(Workspaces.compile(Shop.texts()) instanceof Compilation.Accepted, "the shop");
  }

  @Test
  void puttingWhatIsThereChangesNothing() {
    for (Definition definition : Definitions.ofTexts(Shop.texts()).places().keySet()) {
      Value value =
          Value.of(
              Definitions.ofTexts(Shop.texts()).find(definition).orElseThrow().entry().value());
      Editing.Done done = done(new Edit.Put(definition, value, Optional.empty()));
      assertEquals(List.of(), done.changed(), definition.toString());
    }
  }

  @Test
  void anotherTitleIsAllThatChanges() {
    assertEquals(
        Shop.SEGMENTS.text().replace("On a telephone  ", "On a small screen  "),
        segments(
            put(
                "segment",
                "mobiles",
                table("title", text("On a small screen"), "when", text("device is mobile")))));
  }

  @Test
  void quotationMarksStay() {
    assertEquals(
        Shop.SEGMENTS.text().replace("\"Bargain hunters\"", "\"Hunters: of bargains\""),
        segments(
            put(
                "segment",
                "bargain-hunters",
                table(
                    "title",
                    text("Hunters: of bargains"),
                    "rules",
                    table(
                        "from-search",
                        text("referrer is search and not mobiles"),
                        "returns",
                        text("sale_views >= 3"))))));
  }

  /** Behind the last line of a block it would be text. */
  @Test
  void aCommentBehindTheLastLineGoesToTheKeyWhereABlockTakesThatLine() {
    SourceText slots =
        new SourceText(
            "slots.yaml",
            """
            slots:
              hero:
                purpose: page
                content: { text: text, more: text }
                fallback:   # seen by all
                  more: Hello   # never changes
                title: Hero
            """);
    Value.Table wanted =
        table(
            "purpose",
            text("page"),
            "content",
            table("text", text("text"), "more", text("text")),
            "fallback",
            table("text", text("one\ntwo\n")),
            "title",
            text("Hero"));
    Editing.Done done =
        assertInstanceOf(
            Editing.Done.class, Editor.apply(List.of(slots), List.of(put("slot", "hero", wanted))));
    assertEquals(
        """
        slots:
          hero:
            purpose: page
            content: { text: text, more: text }
            fallback: # seen by all # never changes
              text: |
                one
                two
            title: Hero
        """,
        done.files().getFirst().text());
  }

  @Test
  void aRuleIsAddedChangedAndRemovedOnItsOwnLine() {
    assertEquals(
        Shop.SEGMENTS
            .text()
            .replace(
                "      returns: sale_views >= 3\n",
                "      new: device is tablet\n      returns: sale_views >= 4\n"),
        segments(
            put(
                "segment",
                "bargain-hunters",
                table(
                    "title",
                    text("Bargain hunters"),
                    "rules",
                    table(
                        "from-search",
                        text("referrer is search and (not mobiles)"),
                        "new",
                        text("device is tablet"),
                        "returns",
                        text("sale_views >= 4"))))));
    assertEquals(
        Shop.SEGMENTS.text().replace("      returns: sale_views >= 3\n", ""),
        segments(
            put(
                "segment",
                "bargain-hunters",
                table(
                    "title",
                    text("Bargain hunters"),
                    "rules",
                    table("from-search", text("referrer is search and not mobiles"))))));
  }

  @Test
  void whenBecomesRulesAndALongRuleIsFolded() {
    String text =
        segments(
            put(
                "segment",
                "mobiles",
                table(
                    "title",
                    text("On a telephone"),
                    "rules",
                    table(
                        "one",
                        text(
                            "referrer in [direct, social, newsletter] and (basket_value is unknown"
                                + " or basket_value is 0) and sale_views between 2 and 4 and device"
                                + " is mobile")))));
    assertEquals(
        Shop.SEGMENTS
            .text()
            .replace(
                "    when: device is mobile\n",
                """
                    rules:
                      one: >-
                        referrer in [direct, social, newsletter]
                        and (basket_value is unknown or basket_value is 0)
                        and sale_views between 2 and 4
                        and device is mobile
                """),
        text);
  }

  @Test
  void aNewSegmentStandsBelowTheOthers() {
    assertEquals(
        Shop.SEGMENTS
            .text()
            .replace(
                "    title: Looking around\n",
                """
                    title: Looking around

                  night-owls:
                    title: "Yes"
                    when: not mobiles
                """),
        segments(
            put(
                "segment",
                "night-owls",
                table("when", text("not mobiles"), "title", text("Yes")))));
  }

  @Test
  void aNewKindGetsAFileOfItsOwn() {
    Editing.Done done =
        done(
            put(
                "persona",
                "ida",
                table(
                    "title",
                    text("Ida, on her way home"),
                    "signals",
                    table("device", text("mobile"), "basket_value", new Value.Plain("30")),
                    "expect",
                    new Value.Listing(List.of(text("mobiles"))))));
    assertEquals(
        """
        personas:
          ida:
            title: Ida, on her way home
            signals: { device: mobile, basket_value: 30 }
            expect: [mobiles]
        """,
        done.changed().getFirst().text());
    assertEquals("personas.yaml", done.changed().getFirst().name());
  }

  @Test
  void aTreeIsWrittenAsARule() {
    Value tree =
        table(
            "any",
            new Value.Listing(
                List.of(
                    table("segment", text("runners")),
                    table(
                        "not",
                        table(
                            "all",
                            new Value.Listing(
                                List.of(
                                    table(
                                        "attribute",
                                        text("basket_value"),
                                        "is",
                                        text(">="),
                                        "value",
                                        new Value.Plain("40")),
                                    table(
                                        "attribute",
                                        text("interest"),
                                        "is",
                                        text("has any of"),
                                        "value",
                                        new Value.Listing(
                                            List.of(text("hiking"), text("running")))))))))));
    assertEquals(
        Shop.SEGMENTS
            .text()
            .replace(
                "device is mobile",
                "runners or not (basket_value >= 40 and interest has any of [hiking, running])"),
        segments(put("segment", "mobiles", table("title", text("On a telephone"), "when", tree))));
  }

  @Test
  void removingASegmentLeavesTheOthersAndTheirComments() {
    assertEquals(
        Shop.SEGMENTS
            .text()
            .replace("  runners: { title: Runners, when: \"interest has running\" }\n\n", ""),
        segments(new Edit.Remove(new Definition("segment", "runners"))));
  }

  @Test
  void aRenamedSegmentIsRenamedWhereverItIsMentioned() {
    Editing.Done done = done(new Edit.Rename(new Definition("segment", "runners"), "joggers"));
    assertEquals(
        Shop.SEGMENTS
            .text()
            .replace("  runners:", "  joggers:")
            .replace("not runners", "not joggers"),
        text(done, "segments.yaml"));
    assertEquals(
        Shop.SLOTS.text().replace("for: runners", "for: joggers"), text(done, "slots/home.yaml"));
    assertTrue(Workspaces.compile(done.files()) instanceof Compilation.Accepted, "still accepted");
  }

  @Test
  void aRenamedAttributeIsRenamedInRules() {
    Editing.Done done =
        done(new Edit.Rename(new Definition("attribute", "basket_value"), "basket"));
    assertTrue(Workspaces.compile(done.files()) instanceof Compilation.Accepted, "still accepted");
    assertEquals(
        Shop.SEGMENTS.text().replace("basket_value", "basket"), text(done, "segments.yaml"));
  }

  @Test
  void oneFieldOfAnOfferIsAllThatChanges() {
    assertEquals(
        Shop.SLOTS.text().replace("until: 2026-12-01", "until: 2026-12-02"),
        slots(
            new Edit.PutOffer(
                "home.hero",
                new OfferAt.Name("black-week"),
                with(offer(0), "until", text("2026-12-02")),
                Optional.empty())));
  }

  @Test
  void aNewOfferIsWrittenLikeTheOthers() {
    Value offer =
        table(
            "for",
            text("mobiles"),
            "priority",
            text("10"),
            "variants",
            table(
                "hand",
                table(
                    "headline",
                    text("In your hand: all of it"),
                    "saving",
                    text("5"),
                    "big",
                    text("true"),
                    "image",
                    text("/img/hand.svg"))));
    assertEquals(
        Shop.SLOTS
            .text()
            .replace(
                "      - for: runners\n",
                """
                      - for: mobiles
                        priority: 10
                        variants:
                          hand:
                            headline: "In your hand: all of it"
                            saving: 5
                            big: true
                            image: /img/hand.svg
                      - for: runners
                """),
        slots(
            new Edit.PutOffer(
                "home.hero", new OfferAt.New(), offer, Optional.of(new OfferAt.Name("runners")))));
  }

  @Test
  void theFirstOfferOfASlotInBracketsIsWritten() {
    Editing.Done done =
        done(
            new Edit.PutOffer(
                "home.empty",
                new OfferAt.New(),
                table("for", text("mobiles"), "variants", table("a", table("text", text("A, b")))),
                Optional.empty()));
    assertEquals(
        List.of("mobiles"),
        Offers.names(
            List.of(
                ((dev.mien.segments.syntax.Layout.Listing)
                        ((dev.mien.segments.syntax.Layout.Table)
                                Definitions.ofTexts(done.files())
                                    .find(new Definition("slot", "home.empty"))
                                    .orElseThrow()
                                    .entry()
                                    .value())
                            .entries().stream()
                                .filter(entry -> entry.name().text().equals("offers"))
                                .findFirst()
                                .orElseThrow()
                                .value())
                    .items()
                    .getFirst())));
    assertTrue(Workspaces.compile(done.files()) instanceof Compilation.Accepted, "accepted");
  }

  @Test
  void offersChangePlacesAndGo() {
    String moved =
        slots(
            new Edit.MoveOffer(
                "home.hero",
                new OfferAt.Name("runners"),
                Optional.of(new OfferAt.Name("black-week"))));
    assertTrue(moved.indexOf("- for: runners") < moved.indexOf("- name: black-week"), moved);
    assertEquals(sorted(Shop.SLOTS.text()), sorted(moved), "the same lines in another order");
    String removed = slots(new Edit.RemoveOffer("home.hero", new OfferAt.Index(1)));
    assertEquals(
        Shop.SLOTS.text().substring(0, Shop.SLOTS.text().indexOf("      - for: runners"))
            + Shop.SLOTS.text().substring(Shop.SLOTS.text().indexOf("  home.empty")),
        removed);
  }

  @Test
  void theLastOfferTakesItsKeyAlong() {
    Editing.Done done =
        done(
            new Edit.RemoveOffer("home.hero", new OfferAt.Index(0)),
            new Edit.RemoveOffer("home.hero", new OfferAt.Index(0)));
    assertTrue(!text(done, "slots/home.yaml").contains("offers"), "no empty list is left");
  }

  @Test
  void whatCannotBeMeantIsRefusedWithItsPlace() {
    refused("no-such-definition", "/name", new Edit.Remove(new Definition("segment", "nobody")));
    refused("no-such-kind", "/put", put("segmant", "x", Value.emptyTable()));
    refused("wrong-name", "/name", put("segment", "a: b", Value.emptyTable()));
    refused("name-taken", "/to", new Edit.Rename(new Definition("segment", "runners"), "mobiles"));
    refused(
        "wrong-value",
        "/value/when/all/0",
        put(
            "segment",
            "x",
            table("when", table("all", new Value.Listing(List.of(text("device")))))));
    refused(
        "no-such-offer", "/index", new Edit.RemoveOffer("home.hero", new OfferAt.Name("autumn")));
  }

  private static void refused(String code, String pointer, Edit edit) {
    Editing.Refused refused =
        assertInstanceOf(Editing.Refused.class, Editor.apply(Shop.texts(), List.of(edit)));
    assertEquals(code + " " + pointer, refused.code() + " " + refused.pointer());
  }

  private static Value.Table offer(int index) {
    Value.Table slot =
        (Value.Table)
            Value.of(
                Definitions.ofTexts(Shop.texts())
                    .find(new Definition("slot", "home.hero"))
                    .orElseThrow()
                    .entry()
                    .value());
    return (Value.Table) ((Value.Listing) slot.find("offers").orElseThrow()).items().get(index);
  }

  private static List<String> sorted(String text) {
    return text.lines().sorted().toList();
  }

  private static String segments(Edit edit) {
    return text(done(edit), "segments.yaml");
  }

  private static String slots(Edit edit) {
    return text(done(edit), "slots/home.yaml");
  }

  private static Editing.Done done(Edit... edits) {
    Editing editing = Editor.apply(Shop.texts(), Arrays.asList(edits));
    return assertInstanceOf(Editing.Done.class, editing, editing.toString());
  }

  private static String text(Editing.Done done, String file) {
    return done.files().stream()
        .filter(text -> text.name().equals(file))
        .map(SourceText::text)
        .findFirst()
        .orElseThrow();
  }

  private static Edit put(String kind, String name, Value value) {
    return new Edit.Put(new Definition(kind, name), value, Optional.empty());
  }

  static Value text(String text) {
    return new Value.Text(text);
  }

  static Value.Table with(Value.Table table, String key, Value value) {
    return table.with(key, value);
  }

  /** A table of keys and values in turn. */
  static Value.Table table(Object... parts) {
    SequencedMap<String, Value> entries = new LinkedHashMap<>();
    for (int i = 0; i < parts.length; i += 2) {
      entries.put((String) parts[i], (Value) parts[i + 1]);
    }
    return new Value.Table(entries);
  }
}

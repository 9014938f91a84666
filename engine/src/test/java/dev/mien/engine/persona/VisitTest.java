package dev.mien.engine.persona;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mien.engine.explain.Words;
import dev.mien.engine.privacy.ConsentStatement;
import dev.mien.engine.session.SessionFacts;
import dev.mien.engine.session.Turn;
import dev.mien.engine.signal.RequestSignals;
import dev.mien.engine.signal.SignalReader;
import dev.mien.engine.vocabulary.StableIds;
import dev.mien.engine.vocabulary.Vocabulary;
import dev.mien.segments.Compilation;
import dev.mien.segments.Workspaces;
import dev.mien.segments.model.Model;
import dev.mien.segments.source.SourceText;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Visits that are made up, and what they come to. */
class VisitTest {
  private static final Instant START = Instant.parse("2026-11-21T10:00:00Z");
  private static final int CASES = 2_000;
  private static final int EVENTS_MAX = 20;
  private static final List<String> CATEGORIES = List.of("sale", "shoes", "help");
  private static final String WORKSPACE =
      """
      schema:
        purposes:
          page: { title: Fit the page, contextual: true }
          journey: { title: Help while you buy, bits: 64, idle: 10 minutes, endsWith: [purchase] }
        attributes:
          device: { choice: [mobile, desktop], from: site, purpose: page, benefit: Fit }
          views: { count: page_view where category is sale, upTo: 5, purpose: journey, benefit: Fit }
          recent: { count: page_view, upTo: 9, within: 10 minutes, purpose: journey, benefit: Fit }
          spent: { sum: page_view.price, edges: [20, 50], purpose: journey, benefit: Fit }
          last: { latest: page_view.category, purpose: journey, benefit: Fit }
          ago: { recency: page_view where category is help, edges: [1 minute, 5 minutes], within: 1 hour, purpose: journey, benefit: Fit }
          lost: { sequence: [page_view where category is sale, page_view where category is help], upTo: 3, purpose: journey, benefit: Fit }
        events:
          page_view: { category: { choice: [sale, shoes, help] }, price: { number: EUR } }
          purchase: { goal: true }
      """;

  private final Vocabulary vocabulary = vocabulary();

  private static Vocabulary vocabulary() {
    Compilation compilation = Workspaces.compile(List.of(new SourceText("w.yaml", WORKSPACE)));
    Model model =
        assertInstanceOf(
                Compilation.Accepted.class, compilation, compilation.diagnostics()::toString)
            .program()
            .model();
    return Vocabulary.of(model, Vocabulary.extend(StableIds.none(), model));
  }

  /** Where nothing ends and no time passes, it matters not that each event has its own request. */
  @Test
  void eventsInRequestsOfTheirOwnComeToWhatTheyComeToInOne() {
    Set<List<String>> met = new HashSet<>();
    for (long seed = 0; seed < CASES; seed++) {
      RequestSignals said = said(new SplittableRandom(seed));
      ConsentStatement consent = seed % 5 == 0 ? consent("page") : consent("page", "journey");
      SessionFacts apart = Visit.of(consent, said, List.of()).facts(vocabulary, START);
      SessionFacts together = Turn.first(vocabulary, new Turn.Said(consent, said), START).facts();
      assertEquals(words(together), words(apart), "replay with seed " + seed);
      met.add(words(apart));
    }
    assertTrue(met.size() > CASES / 10, met.size() + " different ends");
  }

  @Test
  void timePassesAsTheEventsSay() {
    SignalReader reader = new SignalReader(vocabulary);
    for (int i = 0; i < 3; i++) {
      view(reader, "help");
    }
    Visit visit =
        Visit.of(
            consent("journey"),
            reader.finish(),
            List.of(Duration.ZERO, Duration.ofMinutes(9), Duration.ofMinutes(9)));
    List<String> words = words(visit.facts(vocabulary, START));
    assertEquals("2", words.get(2), "the first view is out of the window of 10 minutes");
    assertEquals("less than 1 minute ago", words.get(5));
  }

  @Test
  void afterTooLongAPauseTheConsentIsGoneAndSoIsWhatItKept() {
    SignalReader reader = new SignalReader(vocabulary);
    reader.text("device", "mobile", "/signals/device");
    view(reader, "sale");
    view(reader, "sale");
    Visit visit =
        Visit.of(
            consent("journey"), reader.finish(), List.of(Duration.ZERO, Duration.ofMinutes(11)));
    List<String> words = words(visit.facts(vocabulary, START));
    assertEquals("mobile", words.get(0), "each request says it again");
    assertEquals("not permitted", words.get(1));
  }

  @Test
  void aGoalEndsItsPurposeForTheRestOfTheVisit() {
    SignalReader reader = new SignalReader(vocabulary);
    view(reader, "sale");
    reader.event("purchase", "/events/1");
    view(reader, "sale");
    Visit visit = Visit.of(consent("page", "journey"), reader.finish(), List.of());
    List<String> words = words(visit.facts(vocabulary, START));
    assertEquals("not permitted", words.get(1));
  }

  private static RequestSignals said(SplittableRandom random, SignalReader reader) {
    if (random.nextBoolean()) {
      reader.text("device", random.nextBoolean() ? "mobile" : "desktop", "/signals/device");
    }
    for (int left = random.nextInt(EVENTS_MAX); left > 0; left--) {
      view(reader, CATEGORIES.get(random.nextInt(CATEGORIES.size())));
      if (random.nextBoolean()) {
        reader.fieldNumber("price", random.nextInt(40), "/events/0/fields/price");
      }
    }
    return reader.finish();
  }

  private RequestSignals said(SplittableRandom random) {
    return said(random, new SignalReader(vocabulary));
  }

  private static void view(SignalReader reader, String category) {
    reader.event("page_view", "/events/0");
    reader.fieldText("category", category, "/events/0/fields/category");
  }

  private static ConsentStatement consent(String... purposes) {
    return new ConsentStatement.Stated(List.of(purposes), Optional.empty());
  }

  private List<String> words(SessionFacts facts) {
    List<String> words = new ArrayList<>();
    for (int i = 0; i < facts.size(); i++) {
      words.add(Words.actual(vocabulary.attributeAt(i), i, facts));
    }
    return words;
  }
}

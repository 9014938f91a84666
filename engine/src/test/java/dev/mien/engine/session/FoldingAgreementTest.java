package dev.mien.engine.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mien.engine.privacy.ConsentInForce;
import dev.mien.engine.privacy.ConsentRules;
import dev.mien.engine.privacy.ConsentStatement;
import dev.mien.engine.privacy.Expressed;
import dev.mien.engine.privacy.Gate;
import dev.mien.engine.privacy.GlobalPrivacyControl;
import dev.mien.engine.privacy.Permission.Mode;
import dev.mien.engine.privacy.Remembered;
import dev.mien.engine.signal.RequestSignals;
import dev.mien.engine.vocabulary.StableIds;
import dev.mien.engine.vocabulary.Vocabulary;
import dev.mien.segments.model.Attribute;
import dev.mien.segments.model.Facts;
import dev.mien.segments.model.Model;
import dev.mien.segments.model.Schema;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/** Folding agrees with the slow twin that keeps every event. */
class FoldingAgreementTest {
  private static final long CASES = 4_000;
  private static final int REQUESTS = 25;

  @Test
  void foldingAgreesWithTheListOfAllThatWasSaid() {
    int known = 0;
    for (long seed = 0; seed < CASES; seed++) {
      known += agrees(seed);
    }
    assertTrue(known > CASES, "the histories tell something: " + known + " facts known");
  }

  private static int agrees(long seed) {
    RandomGenerator random = new SplittableRandom(seed);
    Schema schema = new RandomSchemas(random).schema();
    Model model = new Model("random", schema, List.of(), List.of());
    Vocabulary vocabulary = Vocabulary.of(model, Vocabulary.extend(StableIds.none(), model));
    RandomRequests requests = new RandomRequests(random, schema);
    ReferenceFolding twin = new ReferenceFolding(schema);
    Instant now = RandomRequests.START;
    ConsentStatement all =
        new ConsentStatement.Stated(requests.names(random.nextLong() | 1), Optional.empty());
    SessionState state =
        SessionState.begun(
            now,
            ConsentRules.inForce(vocabulary, expressed(all), Remembered.nothing(), now).consent());
    int known = 0;
    for (int i = 0; i < REQUESTS; i++) {
      now = now.plus(requests.pause());
      ConsentInForce consent =
          ConsentRules.inForce(
              vocabulary,
              expressed(requests.statement()),
              new Remembered(state.consent(), state.seenAt()),
              now);
      if (consent.permission().mode() == Mode.CONTEXTUAL) {
        return known;
      }
      RequestSignals said = requests.signals();
      state = Inference.under(vocabulary, state, consent);
      state =
          Inference.advance(
              vocabulary, state, Gate.admit(vocabulary, said, consent.permission()), now);
      twin.goOnWith(consent.continued());
      twin.hear(said, consent.permission().consented(), now.getEpochSecond());
      var permission = ConsentRules.permission(vocabulary, state.consent());
      if (permission.mode() == Mode.CONTEXTUAL) {
        assertEquals(List.of(), state.held(), "replay with seed " + seed);
        return known;
      }
      twin.goOnWith(permission.consented());
      Instant asked = random.nextInt(3) == 0 ? now.plus(requests.pause()) : now;
      SessionFacts facts = SessionFacts.of(vocabulary, state, permission, asked);
      assertEquals(
          words(schema, twin.facts(permission, asked.getEpochSecond())),
          words(schema, facts),
          "replay with seed " + seed + ", request " + i);
      assertOnlyPermittedIsHeld(vocabulary, state, permission.consented(), seed);
      known += knownOf(facts);
    }
    return known;
  }

  private static void assertOnlyPermittedIsHeld(
      Vocabulary vocabulary, SessionState state, long purposes, long seed) {
    for (Held held : state.held()) {
      Attribute attribute = vocabulary.attributeAt(vocabulary.attributeById(held.attributeId()));
      assertTrue(
          (purposes >>> attribute.purpose() & 1) != 0,
          "something is held of " + attribute.name() + "; replay with seed " + seed);
    }
  }

  private static List<String> words(Schema schema, Facts facts) {
    List<String> words = new ArrayList<>();
    for (int i = 0; i < facts.size(); i++) {
      words.add(
          "%s %s: %s %d %d"
              .formatted(
                  schema.attributes().get(i).name(),
                  schema.attributes().get(i).origin(),
                  facts.standing(i),
                  facts.code(i),
                  facts.labels(i)));
    }
    return words;
  }

  private static int knownOf(Facts facts) {
    int known = 0;
    for (int i = 0; i < facts.size(); i++) {
      if (facts.standing(i) == Facts.Standing.KNOWN && facts.code(i) > 0) {
        known++;
      }
    }
    return known;
  }

  private static Expressed expressed(ConsentStatement statement) {
    return new Expressed(statement, GlobalPrivacyControl.NOT_ASKED);
  }
}

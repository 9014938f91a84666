package dev.mien.engine.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mien.engine.Shop;
import dev.mien.engine.privacy.ConsentInForce.Change;
import dev.mien.engine.privacy.ConsentStatement;
import dev.mien.engine.privacy.Expressed;
import dev.mien.engine.session.Turn.Said;
import dev.mien.engine.signal.Corrections;
import dev.mien.engine.signal.Notice;
import dev.mien.engine.signal.Notice.Kind;
import dev.mien.engine.signal.RequestSignals;
import dev.mien.engine.signal.RequestSignals.CodedSignal;
import dev.mien.engine.signal.SignalReader;
import dev.mien.engine.signal.SignalReader.Takes;
import dev.mien.engine.vocabulary.StableIds;
import dev.mien.engine.vocabulary.Vocabulary;
import dev.mien.segments.model.Attribute;
import dev.mien.segments.model.Facts.Standing;
import dev.mien.segments.model.Model;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/** What visitors declare stands against everything that others say and that is observed. */
class DeclaredTest {
  private static final Instant NOW = Instant.parse("2026-11-21T20:00:00Z");
  private static final long CASES = 2_000;

  private final Vocabulary shop = Shop.vocabulary();

  @Test
  void whatIsDeclaredStandsAgainstSignalsAndEvents() {
    SessionState before = begun(said -> said.number("basket_value", 60, ""));
    Turn declared =
        Turn.next(
            shop,
            before,
            declaring(
                says -> {
                  says.number("basket_value", 10, "");
                  says.number("sale_views", 0, "");
                }),
            NOW);
    assertEquals(2, declared.facts().code(Shop.BASKET));
    assertEquals(Change.CHANGED, declared.change(), "no older capsule may bring the old one back");

    Turn after =
        Turn.next(
            shop,
            declared.state().orElseThrow(),
            said(
                says -> {
                  says.number("basket_value", 60, "");
                  says.event("page_view", "");
                  says.fieldText("category", "sale", "");
                }),
            NOW);
    assertEquals(2, after.facts().code(Shop.BASKET));
    assertEquals(0, after.facts().code(Shop.SALE_VIEWS));
    assertEquals(Change.NONE, after.change());
  }

  @Test
  void aDeclarationOutlivesTheRetentionOfWhatOthersSay() {
    Turn declared =
        Turn.next(
            shop, begun(_ -> {}), declaring(says -> says.number("basket_value", 10, "")), NOW);
    Turn later =
        Turn.next(
            shop,
            declared.state().orElseThrow(),
            said(_ -> {}),
            NOW.plus(Shop.BASKET_RETENTION).plusSeconds(1));
    assertEquals(Standing.KNOWN, later.facts().standing(Shop.BASKET));
  }

  @Test
  void whatIsTakenBackIsForgottenAndMayBeSaidAgain() {
    Turn declared =
        Turn.next(
            shop, begun(_ -> {}), declaring(says -> says.number("basket_value", 10, "")), NOW);
    Corrections forget =
        new Corrections(List.of(), List.of(Shop.BASKET), List.of(), List.of(), List.of());
    Turn forgotten = Turn.next(shop, declared.state().orElseThrow(), correcting(forget), NOW);
    assertEquals(Standing.MISSING, forgotten.facts().standing(Shop.BASKET));
    assertEquals(Change.CHANGED, forgotten.change());

    Turn again =
        Turn.next(
            shop,
            forgotten.state().orElseThrow(),
            said(says -> says.number("basket_value", 60, "")),
            NOW);
    assertEquals(6, again.facts().code(Shop.BASKET));
  }

  @Test
  void nothingCanBeDeclaredUnderAPurposeThatIsNotAllowed() {
    Turn turn =
        Turn.next(shop, begun(_ -> {}), declaring(says -> says.text("device", "mobile", "")), NOW);
    assertEquals(List.of(new Notice("/values/device", Kind.NOT_PERMITTED)), turn.notices());
    assertFalse(holds(turn, Shop.DEVICE));

    Turn newcomer = Turn.first(shop, declaring(says -> says.number("basket_value", 10, "")), NOW);
    assertEquals(Optional.empty(), newcomer.state());
    assertEquals(
        List.of(new Notice("/values/basket_value", Kind.NOT_PERMITTED)), newcomer.notices());
  }

  @Test
  void aDeclarationGoesWithItsPurpose() {
    Turn declared =
        Turn.next(
            shop, begun(_ -> {}), declaring(says -> says.number("basket_value", 10, "")), NOW);
    Turn narrowed =
        Turn.next(
            shop,
            declared.state().orElseThrow(),
            new Said(
                new ConsentStatement.Stated(List.of("comfort"), Optional.empty()),
                RequestSignals.none()),
            NOW);
    assertEquals(List.of(), narrowed.state().orElseThrow().held());
  }

  @Test
  void correctingNothingChangesNothing() {
    Turn turn = Turn.next(shop, begun(_ -> {}), correcting(Corrections.none()), NOW);
    assertEquals(Change.NONE, turn.change());
  }

  @Test
  void aCountARecencyAndAFlagAreDeclaredInWordsOfTheirOwn() {
    SignalReader reader = new SignalReader(shop, Takes.DECLARATIONS);
    reader.number("sale_views", 99, "/a");
    reader.number("last_sale", 90, "/b");
    reader.flag("newsletter", true, "/c");
    reader.number("sale_then_help", -1, "/d");
    reader.number("help_views", 1.5, "/e");
    RequestSignals declared = reader.finish();
    assertEquals(
        List.of(
            new CodedSignal(Shop.SALE_VIEWS, 3, 0),
            new CodedSignal(Shop.LAST_SALE, 1, 0),
            new CodedSignal(Shop.NEWSLETTER, 1, 0)),
        declared.signals());
    assertEquals(
        List.of(new Notice("/d", Kind.WRONG_TYPE), new Notice("/e", Kind.WRONG_TYPE)),
        declared.notices());
  }

  /** For as long as its purpose is allowed, what was declared is the fact, whatever comes. */
  @Test
  void declaredWinsInEveryConflict() {
    int conflicts = 0;
    for (long seed = 0; seed < CASES; seed++) {
      RandomGenerator random = new SplittableRandom(seed);
      Model model = RandomModels.model(random);
      Vocabulary vocabulary = Vocabulary.of(model, Vocabulary.extend(StableIds.none(), model));
      RandomRequests requests = new RandomRequests(random, model.schema());
      Instant now = RandomRequests.START;
      ConsentStatement all = new ConsentStatement.Stated(requests.names(-1), Optional.empty());
      Turn turn = Turn.first(vocabulary, new Said(all, RequestSignals.none()), now);
      int position = random.nextInt(model.schema().attributes().size());
      Attribute attribute = model.schema().attributes().get(position);
      CodedSignal declared = declared(random, position, attribute);
      turn =
          Turn.next(
              vocabulary,
              turn.state().orElseThrow(),
              correcting(
                  new Corrections(List.of(declared), List.of(), List.of(), List.of(), List.of())),
              now);
      for (int i = 0; i < 12 && turn.state().isPresent(); i++) {
        now = now.plus(Duration.ofSeconds(random.nextInt(50)));
        Said said = new Said(new ConsentStatement.Unsaid(), requests.signals());
        turn = Turn.next(vocabulary, turn.state().orElseThrow(), said, now);
        if (!turn.permission().keeps(attribute.purpose())) {
          break;
        }
        String replay = "replay with seed " + seed;
        assertEquals(Standing.KNOWN, turn.facts().standing(position), replay);
        assertEquals(declared.code(), turn.facts().code(position), replay);
        assertEquals(declared.labels(), turn.facts().labels(position), replay);
        conflicts++;
      }
    }
    assertTrue(conflicts > CASES, "there were conflicts: " + conflicts);
  }

  private static CodedSignal declared(RandomGenerator random, int position, Attribute attribute) {
    return attribute.isSet()
        ? new CodedSignal(position, 0, random.nextLong() & attribute.alphabet().all())
        : new CodedSignal(position, random.nextInt(attribute.alphabet().codes()), 0);
  }

  private SessionState begun(Consumer<SignalReader> says) {
    SignalReader reader = new SignalReader(shop);
    says.accept(reader);
    ConsentStatement offers = new ConsentStatement.Stated(List.of("offers"), Optional.empty());
    return Turn.first(shop, new Said(offers, reader.finish()), NOW).state().orElseThrow();
  }

  private Said said(Consumer<SignalReader> says) {
    SignalReader reader = new SignalReader(shop);
    says.accept(reader);
    return new Said(new ConsentStatement.Unsaid(), reader.finish());
  }

  private Said declaring(Consumer<SignalReader> says) {
    SignalReader reader = new SignalReader(shop, Takes.DECLARATIONS);
    says.accept(reader);
    return correcting(
        new Corrections(reader.finish().signals(), List.of(), List.of(), List.of(), List.of()));
  }

  private static Said correcting(Corrections corrections) {
    return new Said(Expressed.nothing(), RequestSignals.none(), corrections);
  }

  private boolean holds(Turn turn, int position) {
    return turn.state().orElseThrow().held().stream()
        .anyMatch(held -> held.attributeId() == shop.attributeId(position));
  }
}

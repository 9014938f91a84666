package dev.mien.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mien.engine.edition.Edition;
import dev.mien.engine.edition.Editions;
import dev.mien.engine.edition.InMemoryEditions;
import dev.mien.engine.privacy.Consent;
import dev.mien.engine.session.Assignment;
import dev.mien.engine.session.Exposure;
import dev.mien.engine.session.Exposures;
import dev.mien.engine.session.GridPlaces;
import dev.mien.engine.session.HalfKey;
import dev.mien.engine.session.HalfKeys.Entry;
import dev.mien.engine.session.HalfKeys.Kept;
import dev.mien.engine.session.Held;
import dev.mien.engine.session.SessionState;
import dev.mien.engine.vocabulary.CountedGrid;
import dev.mien.engine.vocabulary.Vocabulary;
import dev.mien.segments.Workspaces;
import dev.mien.segments.model.Attribute;
import dev.mien.segments.model.Offer;
import dev.mien.segments.model.Origin;
import dev.mien.segments.model.Slot;
import dev.mien.segments.source.SourceText;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/**
 * The view of a session is a mirror: whatever differs in a capsule, or in the entry of the cluster,
 * differs in what its visitor is shown. Every component of every record that a state is made of is
 * found by reflection and varied, so that one that is added and not shown fails here.
 */
class SessionMirrorTest {
  private static final int CASES = Boolean.getBoolean("mien.full") ? 10_000 : 200;
  private static final Instant NOW = Instant.parse("2026-11-21T20:00:00Z");

  private static final String WORKSPACE =
      """
      schema:
        purposes:
          page: { title: "Fit this page", contextual: true }
          offers: { title: "Relevance during this visit", thirdParties: [A Partner] }
        events:
          buy: { goal: true }
          ask: { goal: true }
          page_view: { category: { choice: [sale, help, shoes] }, price: { number: EUR } }
        attributes:
          device: { choice: [mobile, tablet, desktop], from: client-hints, purpose: page, benefit: "Fits" }
          interest: { choices: [running, hiking, cycling], from: visitor, purpose: offers, benefit: "Fits" }
          basket: { number: EUR, edges: [10, 20], from: site, retention: 10 minutes, purpose: offers, benefit: "Fits" }
          member: { flag: true, from: site, purpose: offers, benefit: "Fits" }
          views: { count: page_view, upTo: 8, purpose: offers, benefit: "Fits" }
          sales: { count: page_view where category is sale, upTo: 8, within: 30 minutes, purpose: offers, benefit: "Fits" }
          spent: { sum: page_view.price, edges: [10, 50], upTo: 60, purpose: offers, benefit: "Fits" }
          last: { latest: page_view.category, purpose: offers, benefit: "Fits" }
          lately: { recency: page_view, edges: [1 minute, 1 hour], purpose: offers, benefit: "Fits" }
          buying: { evidence: page_view.category, steps: { start > sale: 0.6, sale > help: -0.8 }, edges: [-1, 0, 1], purpose: offers, benefit: "Fits" }
          lost: { sequence: [page_view where category is shoes, page_view where category is help], upTo: 3, purpose: offers, benefit: "Fits" }
      segments:
        movers: { title: Movers, when: device is mobile }
        runners: { title: Runners, when: "interest has any of [running]" }
        members: { title: Members, when: "member is true and runners" }
        buyers:
          title: Buyers
          score: { base: -1, points: { buying >= 0: 1.5, views >= 2: 0.5 }, enter: 60 %, leave: 40 % }
        viewers: { title: Viewers, when: "views >= 2 or sales >= 2 or spent >= 10 or basket >= 10 or last is help or lately < 1 hour or lost >= 1" }
      grids:
        looks: { of: [device], goals: [buy, ask], after: 3 }
        late: { of: [device], after: 9 }
      slots:
        hero:
          purposes: [page, offers]
          holdout: 10 %
          content: { headline: text }
          fallback: { headline: "Outdoor" }
          offers:
            - for: runners
              variants: { a: { headline: "A" }, b: { headline: "B" }, c: { headline: "C" } }
            - for: viewers
              variants: { a: { headline: "A" }, b: { headline: "B" } }
      """;

  private final Edition edition = edition();
  private final Vocabulary vocabulary = edition.vocabulary();

  @Test
  void whateverDiffersInACapsuleDiffersInTheView() {
    Map<String, Integer> varied = new TreeMap<>();
    for (long seed = 0; seed < CASES; seed++) {
      SessionState state = state(new SplittableRandom(seed));
      for (Variations.Variant variant : Variations.of(state)) {
        varied.merge(variant.path().replaceAll("[0-9]+", "n"), 1, Integer::sum);
      }
      assertEquals(List.of(), hidden(state, this::view), "replay with seed " + seed);
    }
    System.out.printf("%,d sessions, in which these were varied: %s%n", CASES, varied);
    assertTrue(varied.size() > 20, "what was varied: " + varied.keySet());
  }

  @Test
  void aFieldThatIsNotShownIsFound() {
    SessionState state = state(new SplittableRandom(1));
    Function<SessionState, SessionView.Shown> withoutTheLease =
        one ->
            view(
                new SessionState(
                    one.startedAt(),
                    one.seenAt(),
                    NOW,
                    one.consent(),
                    one.held(),
                    one.assignments(),
                    one.dropped(),
                    one.exposures(),
                    one.grids()));
    assertEquals(List.of(".leasedAt"), hidden(state, withoutTheLease));
    Function<SessionState, SessionView.Shown> withoutTheGround =
        one ->
            view(
                new SessionState(
                    one.startedAt(),
                    one.seenAt(),
                    one.leasedAt(),
                    new Consent(
                        one.consent().purposeIds(),
                        Consent.Ground.GIVEN,
                        one.consent().since(),
                        one.consent().until()),
                    one.held(),
                    one.assignments(),
                    one.dropped(),
                    one.exposures(),
                    one.grids()));
    assertEquals(List.of(".consent.ground"), hidden(state, withoutTheGround));
  }

  /** What can be varied in a state without being seen. */
  private static List<String> hidden(
      SessionState state, Function<SessionState, SessionView.Shown> view) {
    SessionView.Shown shown = view.apply(state);
    Map<String, Boolean> seen = new TreeMap<>();
    for (Variations.Variant variant : Variations.of(state)) {
      if (variant.value().equals(state)) {
        continue; // of exposures or grids that are none nothing is held
      }
      boolean differs = differs(shown, view, (SessionState) variant.value());
      seen.merge(variant.path(), differs, Boolean::logicalOr);
    }
    return seen.entrySet().stream().filter(one -> !one.getValue()).map(Map.Entry::getKey).toList();
  }

  /** Otherwise a kind of record could be held that the random states above do not have. */
  @Test
  void everyKindOfWhatIsHeldIsVaried() {
    Set<String> kinds = new TreeSet<>();
    Set<String> permitted = new TreeSet<>();
    collect(Held.class, permitted);
    for (long seed = 0; seed < CASES; seed++) {
      for (Held held : state(new SplittableRandom(seed)).held()) {
        kinds.add(held.getClass().getSimpleName());
      }
    }
    assertEquals(permitted, kinds);
  }

  @Test
  void whateverDiffersInTheEntryOfTheClusterDiffersInTheView() {
    Kept kept = kept(3, Duration.ofMinutes(40));
    List<String> words = SessionShown.cluster(kept, NOW);
    List<Variations.Variant> variants = Variations.of(kept);
    for (Variations.Variant variant : variants) {
      List<String> others = SessionShown.cluster((Kept) variant.value(), NOW);
      // The bytes of the key are the one thing that is held and not shown: whoever saw them could
      // open the capsule without the cluster. That there is a key, and how long it is, is shown.
      assertEquals(!variant.path().endsWith(".key"), !words.equals(others), variant.path());
    }
    assertEquals(
        List.of(".entry.key", ".entry.version", ".left"),
        variants.stream().map(Variations.Variant::path).distinct().sorted().toList());
    assertTrue(words.toString().contains("the number 3"), words::toString);
    assertTrue(words.toString().contains("key of 32 bytes"), words::toString);
    assertTrue(words.toString().contains("2026-11-21T20:40:00Z"), words::toString);
  }

  @Test
  void thatASessionIsGoneOrErasedIsShownToo() {
    assertFalse(
        SessionShown.cluster(new Kept(new Entry.Erased(), Optional.empty()), NOW)
            .equals(SessionShown.cluster(new Kept(new Entry.Absent(), Optional.empty()), NOW)));
  }

  private static boolean differs(
      SessionView.Shown shown, Function<SessionState, SessionView.Shown> view, SessionState other) {
    try {
      return !shown.equals(view.apply(other));
    } catch (IndexOutOfBoundsException e) {
      return false; // a code that its alphabet does not have: no session has it
    }
  }

  private SessionView.Shown view(SessionState state) {
    return SessionShown.of(
        edition,
        state,
        kept(1, Duration.ofHours(1)),
        new SessionShown.When(NOW, NOW.plusSeconds(60)));
  }

  private static Kept kept(int version, Duration left) {
    HalfKey key = new HalfKey(new byte[HalfKey.BYTES]);
    return new Kept(new Entry.Live(version, key), Optional.of(left));
  }

  private SessionState state(RandomGenerator random) {
    Instant start = NOW.minusSeconds(600 + random.nextInt(3_000));
    Instant seen = NOW.minusSeconds(random.nextInt(500));
    List<Integer> purposes = new ArrayList<>(List.of(vocabulary.purposeId(random.nextInt(2))));
    if (random.nextInt(4) == 0) {
      purposes.add(60_000 + random.nextInt(5));
    }
    List<Held> held = new ArrayList<>();
    for (int i = 0; i < vocabulary.schema().attributes().size(); i++) {
      if (random.nextBoolean()) {
        held.add(held(random, i, start.getEpochSecond() + random.nextInt(60)));
      }
    }
    if (random.nextInt(4) == 0) {
      held.add(forgotten(random, start.getEpochSecond()));
    }
    return new SessionState(
        start,
        seen,
        seen.minusSeconds(random.nextInt(100)),
        new Consent(
            purposes,
            random.nextBoolean() ? Consent.Ground.GIVEN : Consent.Ground.ASSUMED,
            start,
            NOW.plusSeconds(1 + random.nextInt(10_000))),
        held,
        assignments(random),
        dropped(random),
        exposures(random),
        grids(random));
  }

  private GridPlaces grids(RandomGenerator random) {
    List<GridPlaces.Place> places = new ArrayList<>();
    for (CountedGrid grid : vocabulary.grids()) {
      places.add(
          switch (random.nextInt(3)) {
            case 0 -> GridPlaces.Place.WAITING;
            case 1 -> GridPlaces.Place.CLOSED;
            default ->
                new GridPlaces.Place(
                    random.nextInt(grid.cells()), random.nextInt(3), random.nextInt(4));
          });
    }
    int id = random.nextInt(4) == 0 ? 63_000 : vocabulary.gridsId();
    return switch (random.nextInt(4)) {
      case 0 -> GridPlaces.NONE;
      case 1 -> new GridPlaces(id, 0, List.of());
      default -> new GridPlaces(id, random.nextInt(4), places);
    };
  }

  private Exposures exposures(RandomGenerator random) {
    List<Exposure> all = new ArrayList<>();
    List<Offer> offers = vocabulary.model().slots().getFirst().offers();
    for (int i = 0; i < offers.size(); i++) {
      if (random.nextBoolean()) {
        all.add(
            new Exposure(
                random.nextInt(4) == 0 ? 64_000 : vocabulary.experimentId(0, i),
                List.of(Exposure.Kind.values()).get(random.nextInt(4)),
                random.nextInt(offers.get(i).variants().size()),
                random.nextInt(3),
                random.nextInt(4)));
      }
    }
    if (random.nextBoolean()) {
      all.add(new Exposure(vocabulary.slotId(0), Exposure.Kind.FALLBACK, 0, 0, 0));
    }
    return all.isEmpty()
        ? Exposures.NONE
        : new Exposures(random.nextBoolean() ? vocabulary.goalsMark() : random.nextInt(256), all);
  }

  private List<Integer> dropped(RandomGenerator random) {
    Set<Integer> dropped = new TreeSet<>();
    for (int i = random.nextInt(3); i > 0; i--) {
      dropped.add(
          random.nextInt(4) == 0
              ? 61_000
              : vocabulary.segmentId(random.nextInt(vocabulary.model().segments().size())));
    }
    return List.copyOf(dropped);
  }

  private List<Assignment> assignments(RandomGenerator random) {
    Slot slot = vocabulary.model().slots().getFirst();
    List<Assignment> assignments = new ArrayList<>();
    if (random.nextBoolean()) {
      assignments.add(new Assignment(vocabulary.slotId(slot), random.nextInt(2)));
    }
    for (Offer offer : slot.offers()) {
      if (random.nextBoolean()) {
        int place = random.nextInt(offer.variants().size());
        assignments.add(
            new Assignment(
                vocabulary.offerId(slot, offer),
                vocabulary.variantId(slot, offer, offer.variants().get(place))));
      }
    }
    if (random.nextBoolean()) {
      assignments.add(new Assignment(Assignment.EVERYWHERE, random.nextInt(2)));
    }
    if (random.nextBoolean()) {
      assignments.add(
          new Assignment(vocabulary.segmentId(vocabulary.segment("buyers")), random.nextInt(3)));
    }
    if (random.nextInt(4) == 0) {
      assignments.add(new Assignment(62_000, random.nextInt(100)));
    }
    return assignments;
  }

  private Held held(RandomGenerator random, int position, long since) {
    Attribute attribute = vocabulary.attributeAt(position);
    int id = vocabulary.attributeId(position);
    int codes = attribute.alphabet().codes();
    if (random.nextInt(4) == 0) {
      return attribute.isSet()
          ? new Held.DeclaredLabels(id, since, random.nextInt(1 << codes))
          : new Held.DeclaredCode(id, since, random.nextInt(codes));
    }
    return switch (attribute.origin()) {
      case Origin.Signal _ ->
          attribute.isSet()
              ? new Held.Labels(id, since, random.nextInt(1 << codes))
              : new Held.Code(id, since, random.nextInt(codes));
      case Origin.Latest _ -> new Held.Code(id, since, random.nextInt(codes));
      case Origin.Recency _ -> new Held.Moment(id, since);
      case Origin.Sequence _ ->
          new Held.Steps(id, since, random.nextBoolean() ? 0 : since, random.nextInt(codes));
      case Origin.Count(_, var within) ->
          within.isPresent()
              ? new Held.Windowed(id, since, since / 256, random.ints(8, 0, 4).boxed().toList())
              : new Held.Total(id, since, 1 + random.nextInt(codes - 1));
      case Origin.Sum _ -> new Held.Total(id, since, 1 + random.nextInt(40));
      case Origin.Evidence(_, _, _, int labels, int after, _) ->
          new Held.Evidence(
              id,
              since,
              random.nextInt(labels),
              1 + random.nextInt(after),
              random.nextInt(-99, 99));
    };
  }

  private static Held forgotten(RandomGenerator random, long since) {
    return switch (random.nextInt(6)) {
      case 0 -> new Held.Code(63_000, since, random.nextInt(9));
      case 1 -> new Held.Labels(63_000, since, random.nextInt(9));
      case 2 -> new Held.Total(63_000, since, random.nextInt(9));
      case 3 -> new Held.Windowed(63_000, since, since, List.of(1, 2));
      case 4 -> new Held.Moment(63_000, since);
      default -> new Held.Steps(63_000, since, since, random.nextInt(9));
    };
  }

  private static void collect(Class<?> sealed, Set<String> into) {
    for (Class<?> permitted : sealed.getPermittedSubclasses()) {
      if (permitted.isSealed()) {
        collect(permitted, into);
      } else {
        into.add(permitted.getSimpleName());
      }
    }
  }

  private static Edition edition() {
    try {
      Editions editions = Editions.open(new InMemoryEditions(), Workspaces::compile, () -> NOW);
      String published =
          editions.publish(List.of(new SourceText("shop.yaml", WORKSPACE))).toString();
      assertTrue(published.startsWith("Published"), published);
      return editions.inForce();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}

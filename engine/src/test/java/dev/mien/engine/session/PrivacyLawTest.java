package dev.mien.engine.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mien.engine.privacy.ConsentStatement;
import dev.mien.engine.session.Turn.Said;
import dev.mien.engine.signal.RequestSignals;
import dev.mien.engine.vocabulary.StableIds;
import dev.mien.engine.vocabulary.Vocabulary;
import dev.mien.segments.model.Facts;
import dev.mien.segments.model.Facts.Standing;
import dev.mien.segments.model.Model;
import dev.mien.segments.reference.Interpreter;
import java.time.Duration;
import java.time.Instant;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Refusing and withdrawing consent never admit anybody to a segment.
 *
 * <p>Two things make it so. Every fact belongs to one purpose and depends on what was said under
 * that purpose alone, and a contextual purpose lets a request speak for itself with consent and
 * without; so with fewer purposes each fact is the same or withheld. And predicates are monotone:
 * withholding a fact turns true and false into unknown, never anything into true. The tests check
 * the first for every fact, and what follows from both for every segment.
 *
 * <p>It is a law about purposes, not about time. All statements here last equally long; who allows
 * a purpose that must be asked for more often is asked more often, and has no session in between.
 */
class PrivacyLawTest {
  private static final long CASES = 2_000;
  private static final int REQUESTS = 12;

  private static final int KEPT_MAX = 48;

  /** No longer than any purpose of the random schemas allows. */
  private static final Duration CONSENT = Duration.ofMinutes(30);

  /**
   * Of two visitors who say the same, one of whom allows purposes A, maybe none, and the other B,
   * which has all of A: whenever the first is in a segment, the second is in it too.
   */
  @Test
  void whoAllowsFewerPurposesIsInNoMoreSegments() {
    int admitted = 0;
    long remembered = 0;
    for (long seed = 0; seed < CASES; seed++) {
      World world = new World(seed);
      long more = world.purposes();
      long fewer = more & world.random.nextLong();
      Visit frugal = new Visit(world);
      Visit generous = new Visit(world);
      Instant now = RandomRequests.START;
      for (int i = 0; i < REQUESTS; i++) {
        boolean restated = i == 0 || world.random.nextInt(5) == 0;
        long asked = world.random.nextLong();
        RequestSignals signals = world.requests.signals();
        Said says = restated ? world.stated(fewer & asked, now, signals) : silent(signals);
        Said saysToo = restated ? world.stated(more & asked, now, signals) : silent(signals);
        Facts little = frugal.say(says, now);
        Facts much = generous.say(saysToo, now);
        assertTrue(generous.isSession() || !frugal.isSession(), world.replay());
        admitted += assertNoMore(world, little, much);
        now = now.plus(world.requests.pause());
      }
      remembered += frugal.remembered + generous.remembered;
    }
    assertTrue(admitted > CASES / 4, "the histories admit somebody: " + admitted);
    assertTrue(remembered > CASES / 4, "somebody is remembered in a segment: " + remembered);
  }

  /**
   * Withdrawing some purposes or all leaves, in the very request that says so, no segment that
   * silence would not have left too; and none comes later, for as long as the silent one's consent
   * lasts.
   */
  @Test
  void withdrawingAddsNoSegment() {
    int admitted = 0;
    for (long seed = 0; seed < CASES; seed++) {
      World world = new World(seed);
      Visit silent = new Visit(world);
      Instant now = world.walk(silent, RandomRequests.START);
      Visit withdrawing = silent.copy();
      boolean all = world.random.nextInt(3) == 0;
      long kept = all ? 0 : silent.purposes() & world.random.nextLong();
      for (int i = 0; i < REQUESTS; i++) {
        RequestSignals signals = world.requests.signals();
        Said says = i == 0 ? world.stated(kept, now, signals) : silent(signals);
        Facts little = withdrawing.say(says, now);
        Facts much = silent.say(silent(signals), now);
        if (withdrawing.isSession() && !silent.isSession()) {
          break;
        }
        admitted += assertNoMore(world, little, much);
        now = now.plus(world.requests.pause());
      }
    }
    assertTrue(admitted > CASES / 4, "the histories admit somebody: " + admitted);
  }

  /** Withdrawing everything leaves exactly what a newcomer with the same request gets. */
  @Test
  void whoWithdrawsEverythingIsANewcomer() {
    for (long seed = 0; seed < CASES; seed++) {
      World world = new World(seed);
      Visit visit = new Visit(world);
      Instant now = world.walk(visit, RandomRequests.START);
      RequestSignals signals = world.requests.signals();
      Facts left = visit.say(world.stated(0, now, signals), now);
      Facts newcomer = new Visit(world).say(silent(signals), now);
      assertEquals(words(newcomer), words(left), world.replay());
      assertTrue(!visit.isSession(), world.replay());
    }
  }

  /** Every fact is the same or withheld, and no segment is added. */
  private static int assertNoMore(World world, Facts little, Facts much) {
    for (int i = 0; i < little.size(); i++) {
      if (little.standing(i) != Standing.WITHHELD) {
        assertEquals(words(much, i), words(little, i), world.replay());
      }
    }
    BitSet fewer = world.interpreter.admitted(little);
    BitSet added = (BitSet) fewer.clone();
    added.andNot(world.interpreter.admitted(much));
    assertTrue(added.isEmpty(), "segments " + added + " were added; " + world.replay());
    return fewer.cardinality();
  }

  private static Said silent(RequestSignals signals) {
    return new Said(new ConsentStatement.Unsaid(), signals);
  }

  private static List<String> words(Facts facts) {
    return IntStream.range(0, facts.size()).mapToObj(i -> words(facts, i)).toList();
  }

  private static String words(Facts facts, int attribute) {
    return attribute
        + ": "
        + facts.standing(attribute)
        + " "
        + facts.code(attribute)
        + " "
        + facts.labels(attribute);
  }

  /** A random workspace and its random requests. */
  private static final class World {
    final long seed;
    final RandomGenerator random;
    final Vocabulary vocabulary;
    final Interpreter interpreter;
    final RandomRequests requests;

    World(long seed) {
      this.seed = seed;
      this.random = new SplittableRandom(seed);
      Model model = RandomModels.model(random);
      this.vocabulary = Vocabulary.of(model, Vocabulary.extend(StableIds.none(), model));
      this.interpreter = new Interpreter(model);
      this.requests = new RandomRequests(random, model.schema());
    }

    /** Some purposes, at least one. */
    long purposes() {
      int count = vocabulary.schema().purposes().size();
      return 1 + random.nextLong((1L << count) - 1);
    }

    Said stated(long purposes, Instant now, RequestSignals signals) {
      return new Said(
          new ConsentStatement.Stated(requests.names(purposes), Optional.of(now.plus(CONSENT))),
          signals);
    }

    /** Takes a visit through some requests; the moment after. */
    Instant walk(Visit visit, Instant start) {
      Instant now = start;
      long purposes = purposes();
      int count = 1 + random.nextInt(REQUESTS);
      for (int i = 0; i < count; i++) {
        Instant next = now.plus(requests.pause());
        now = next.isBefore(start.plus(CONSENT)) ? next : now;
        RequestSignals signals = requests.signals();
        visit.say(i == 0 ? stated(purposes, now, signals) : silent(signals), now);
      }
      return now;
    }

    String replay() {
      return "replay with seed " + seed;
    }
  }

  /** One visitor, who keeps the capsule. */
  private static final class Visit {
    private final World world;
    private Optional<SessionState> state = Optional.empty();
    private long purposes;

    /** How often a scored segment was remembered. */
    private long remembered;

    Visit(World world) {
      this.world = world;
    }

    Visit copy() {
      Visit copy = new Visit(world);
      copy.state = state;
      copy.purposes = purposes;
      return copy;
    }

    Facts say(Said said, Instant now) {
      Turn turn =
          state
              .map(before -> Turn.next(world.vocabulary, before, said, now))
              .orElseGet(() -> Turn.first(world.vocabulary, said, now));
      BitSet holding = world.interpreter.admitted(turn.facts());
      state =
          turn.state()
              .map(
                  after ->
                      after.with(
                          Stays.kept(
                              world.vocabulary, after.assignments(), holding::get, KEPT_MAX)));
      remembered += state.map(after -> after.assignments().size()).orElse(0);
      purposes = turn.permission().consented();
      return turn.facts();
    }

    boolean isSession() {
      return state.isPresent();
    }

    long purposes() {
      return purposes;
    }
  }
}

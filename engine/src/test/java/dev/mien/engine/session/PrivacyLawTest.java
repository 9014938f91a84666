package dev.mien.engine.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mien.engine.privacy.ConsentStatement;
import dev.mien.engine.privacy.Permission.Mode;
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
 * <p>Two things make it so. Every fact of a session belongs to one purpose and depends on what was
 * said under that purpose alone; so with fewer purposes each fact is the same or withheld. And
 * predicates are monotone: withholding a fact turns true and false into unknown, never anything
 * into true. The tests check the first for every fact, and what follows from both for every
 * segment.
 */
class PrivacyLawTest {
  private static final long CASES = 2_000;
  private static final int REQUESTS = 12;

  /** As long as every purpose of the random schemas allows, so that both visits end together. */
  private static final Duration CONSENT = Duration.ofMinutes(30);

  /**
   * Of two visitors who say the same, one of whom allows purposes A and the other B, which has all
   * of A: as long as the first has a session, the second has one too, and is in every segment that
   * the first is in.
   */
  @Test
  void whoAllowsFewerPurposesIsInNoMoreSegments() {
    int admitted = 0;
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
        if (!frugal.isSession()) {
          break;
        }
        assertTrue(generous.isSession(), world.replay());
        admitted += assertNoMore(world, little, much);
        now = now.plus(world.requests.pause());
      }
    }
    assertTrue(admitted > CASES / 4, "the histories admit somebody: " + admitted);
  }

  /**
   * Withdrawing some purposes and keeping others leaves, in the very request that says so, no
   * segment that silence would not have left too; and nothing comes back later.
   */
  @Test
  void withdrawingSomePurposesAddsNoSegment() {
    for (long seed = 0; seed < CASES; seed++) {
      World world = new World(seed);
      Instant now = RandomRequests.START;
      Visit silent = new Visit(world);
      now = world.walk(silent, now);
      if (!silent.isSession()) {
        continue;
      }
      Visit withdrawing = silent.copy();
      long kept = silent.purposes() & world.random.nextLong();
      for (int i = 0; i < REQUESTS; i++) {
        RequestSignals signals = world.requests.signals();
        Said says = i == 0 ? world.stated(kept, now, signals) : silent(signals);
        Facts little = withdrawing.say(says, now);
        Facts much = silent.say(silent(signals), now);
        // The new statement lasts longer than the old one, after which they cannot be compared.
        if (!withdrawing.isSession() || !silent.isSession()) {
          break;
        }
        assertNoMore(world, little, much);
        now = now.plus(world.requests.pause());
      }
    }
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

  /**
   * Without a session, purposes declared as contextual may answer from the signals of the request.
   * A session that allows them, and in which no goal has just ended them, knows all of this and
   * more: so withdrawing everything adds no segment there either.
   *
   * <p>The condition is needed. A visitor who allows one purpose but not a contextual one is not
   * asked under the latter within the session, and is again outside of it, like anybody.
   */
  @Test
  void aRequestAloneAdmitsToNoMoreThanASessionThatAllowsContextualPurposes() {
    int admitted = 0;
    for (long seed = 0; seed < CASES; seed++) {
      World world = new World(seed);
      Visit visit = new Visit(world);
      Instant now = world.walk(visit, RandomRequests.START);
      long contextual = world.vocabulary.contextualPurposes();
      RequestSignals signals = world.requests.signals();
      Visit withdrawing = visit.copy();
      Facts much = visit.say(world.stated(contextual | visit.purposes(), now, signals), now);
      if (!visit.isSession() || (contextual & ~visit.purposes()) != 0) {
        continue;
      }
      Facts little = withdrawing.say(world.stated(0, now, signals), now);
      admitted += assertNoMore(world, little, much);
    }
    assertTrue(admitted > 0, "some requests alone admit somebody");
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
      state = turn.state();
      purposes = turn.permission().mode() == Mode.SESSION ? turn.permission().purposes() : 0;
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

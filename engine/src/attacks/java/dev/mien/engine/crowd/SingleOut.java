package dev.mien.engine.crowd;

import dev.mien.engine.decision.Decider;
import dev.mien.engine.decision.Decision;
import dev.mien.engine.decision.Draws;
import dev.mien.engine.decision.ResponseDecider;
import dev.mien.engine.membership.Membership;
import dev.mien.engine.privacy.Permission;
import dev.mien.engine.vocabulary.Vocabulary;
import dev.mien.segments.model.Slot;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * The attack: sessions visit pages of a hostile site for ten days, and of each response that
 * segments drive it is counted, by who they are, how many sessions of the window were given its
 * combination, or refused it.
 */
public final class SingleOut {
  private static final int HOURS = 240;
  private static final long FIRST_HOUR = 494_000;

  private final CrowdRule rule;
  private final HostileSite site;
  private final Population population;
  private final SplittableRandom random;

  /** By combination and hour, how many sessions, and which was the last. */
  private final Map<Combination, Map<Long, int[]>> truth = new HashMap<>();

  private long below;
  private final long[] keptBySessions = new long[Combination.SEGMENTS_MAX + 1];
  private final Set<Combination> given = new HashSet<>();

  /** What stands between a response and its content. */
  interface UnderTest {
    Asking asking(Vocabulary site, int session, int token, long began);
  }

  /**
   * What came of it.
   *
   * @param below responses that fewer than k sessions had in common
   * @param kept how many sessions had responses driven by none, one, two, three segments, where
   *     they asked for the whole page
   * @param combinations that were given
   */
  public record Outcome(long below, List<Long> kept, int combinations) {
    public double keepTwo() {
      double all = kept.stream().mapToLong(Long::longValue).sum();
      return (kept.get(2) + kept.get(3)) / all;
    }
  }

  /**
   * Sends sessions to a site with hostile rules.
   *
   * @param gate what stands between them and its content
   */
  public static Outcome outcome(Gate gate, int sessions, int rules, long seed) {
    CrowdRule rule = CrowdRule.of(50, Duration.ofDays(7));
    return new SingleOut(rule, rules, seed).of(sessions, gate.underTest(rule, seed));
  }

  private SingleOut(CrowdRule rule, int rules, long seed) {
    this.rule = rule;
    this.random = new SplittableRandom(seed);
    this.population = new Population(HostileSite.PLAIN, random);
    this.site = new HostileSite(population, rules, random);
  }

  private Outcome of(int sessions, UnderTest gate) {
    for (int session = 0; session < sessions; session++) {
      long began = FIRST_HOUR + (long) HOURS * session / sessions;
      int token = random.nextInt(Tokens.COUNT);
      BitSet holding = site.holding(population.session(random));
      Membership membership = Membership.of(site.vocabulary().model().segments().size(), holding);
      // The whole page, and on some days parts of it before or after.
      int visits = 1 + random.nextInt(2);
      int whole = random.nextInt(visits);
      for (int visit = 0; visit < visits; visit++) {
        List<Slot> slots = new ArrayList<>(site.vocabulary().model().slots());
        if (visit != whole) {
          Collections.shuffle(slots, new Random(random.nextLong()));
          slots = slots.subList(0, 1 + random.nextInt(slots.size()));
        }
        Watched watched =
            new Watched(gate.asking(site.vocabulary(), session, token, began), session, began);
        List<Decision> decisions = decided(slots, membership, watched);
        watched.answered();
        if (visit == whole) {
          long drivers =
              decisions.stream()
                  .filter(decision -> decision.segment().isPresent())
                  .map(decision -> decision.segment().getAsInt())
                  .distinct()
                  .count();
          keptBySessions[(int) drivers]++;
        }
      }
    }
    return new Outcome(below, Arrays.stream(keptBySessions).boxed().toList(), given.size());
  }

  private List<Decision> decided(List<Slot> slots, Membership membership, Asking asking) {
    Decider decider = new Decider(site.vocabulary(), Permission.of(0b1, 0), Instant.EPOCH, random);
    return new ResponseDecider(decider, asking).decide(slots, membership, Draws.of(List.of()));
  }

  /** Notes by itself what is refused and what is given. */
  private final class Watched implements Asking {
    private final Asking inner;
    private final int session;
    private final long began;

    Watched(Asking inner, int session, long began) {
      this.inner = inner;
      this.session = session;
      this.began = began;
    }

    @Override
    public int segmentsMax() {
      return inner.segmentsMax();
    }

    @Override
    public boolean suffices(int[] segments) {
      Combination combination = combination(site.vocabulary(), segments);
      boolean enough = inner.suffices(segments);
      Map<Long, int[]> hours = truth.computeIfAbsent(combination, _ -> new HashMap<>());
      int[] hour = hours.computeIfAbsent(began, _ -> new int[] {0, -1});
      if (hour[1] != session) {
        hour[0]++;
        hour[1] = session;
      }
      if (enough) {
        given.add(combination);
        hours.keySet().removeIf(each -> !rule.counts(each, began));
        below += hours.values().stream().mapToInt(each -> each[0]).sum() < rule.minimum() ? 1 : 0;
      }
      return enough;
    }

    @Override
    public void answered() {
      inner.answered();
    }
  }

  static Combination combination(Vocabulary site, int[] segments) {
    return new Combination(
        Combination.Kind.SESSIONS,
        Arrays.stream(segments).mapToObj(site::segmentIdentity).toList());
  }
}

package dev.mien.engine.crowd;

import dev.mien.engine.vocabulary.SegmentIdentity;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * What this node knows of the crowds of all nodes, in its own memory. What it knows of others may
 * be some seconds old; it never is too much, for nobody tells more than was counted.
 *
 * <p>For any number of threads. To look never waits; to count waits for no more than others who
 * count at that moment, and only where something is counted for the first time.
 */
public final class Crowds {
  /**
   * The most combinations that are counted of the sessions of one hour. Each takes about 100 bytes
   * where few sessions had it and 600 where many did: at the very most 1.2 MB an hour, 200 MB a
   * week.
   */
  public static final int COMBINATIONS_MAX = 2_000;

  /** Requests without a session count for a combination no more often, on one node. */
  public static final Duration BETWEEN_REQUESTS = Duration.ofSeconds(10);

  private final CrowdRule rule;
  private final ThresholdNoise noise = new ThresholdNoise();
  private final Map<Combination, Crowd> crowds = new ConcurrentHashMap<>();
  private final Map<Long, Integer> combinations = new HashMap<>();
  private final Set<CrowdKey> untold = ConcurrentHashMap.newKeySet();
  private final Set<CrowdKey> unkept = ConcurrentHashMap.newKeySet();
  private final LongAdder uncounted = new LongAdder();

  public Crowds(CrowdRule rule) {
    this.rule = rule;
  }

  public CrowdRule rule() {
    return rule;
  }

  ThresholdNoise noise() {
    return noise;
  }

  /** What is known of a combination, if it was ever counted. */
  @Nullable Crowd find(Combination combination) {
    return crowds.get(combination);
  }

  /** Counts a session, by the hour it began in and its token. */
  void count(CrowdKey key, int token, long now) {
    Crowd crowd = crowds.get(key.combination());
    // Most sessions have been counted before.
    if (crowd == null || !crowd.tokens(key.hour()).has(token)) {
      if (join(key, Tokens.NONE.with(token), now)) {
        untold.add(key);
        unkept.add(key);
      }
    }
  }

  /** Counts a request without a session, unless one was a moment ago; its token is any. */
  void countRequest(Combination combination, int token, long second) {
    Crowd crowd = crowds.get(combination);
    if (crowd == null || crowd.isRequestDue(second, BETWEEN_REQUESTS.toSeconds())) {
      long hour = Math.floorDiv(second, Duration.ofHours(1).toSeconds());
      count(new CrowdKey(combination, hour), token, hour);
      Crowd counted = crowds.get(combination);
      if (counted != null) {
        counted.requestCounted(second);
      }
    }
  }

  /** Takes in what another node has counted. */
  void hear(CrowdKey key, Tokens tokens, long now) {
    if (join(key, tokens, now)) {
      unkept.add(key);
    }
  }

  /** Takes in what is kept. */
  void remember(CrowdKey key, Tokens tokens, long now) {
    boolean _ = join(key, tokens, now);
  }

  private synchronized boolean join(CrowdKey key, Tokens tokens, long now) {
    if (rule.isOff() || !rule.counts(key.hour(), now) || tokens.count() == 0) {
      return false;
    }
    Crowd crowd = crowds.get(key.combination());
    if (crowd == null || crowd.tokens(key.hour()).count() == 0) {
      int before = combinations.getOrDefault(key.hour(), 0);
      if (before == COMBINATIONS_MAX) {
        uncounted.increment();
        return false;
      }
      combinations.put(key.hour(), before + 1);
    }
    if (crowd == null) {
      crowd = new Crowd(key.combination(), rule, noise);
      crowds.put(key.combination(), crowd);
    }
    return crowd.join(key.hour(), tokens);
  }

  /** Lets go of what has left the window. */
  void sweep(long now) {
    for (Crowd crowd : crowds.values()) {
      sweep(crowd, now);
    }
    synchronized (this) {
      combinations.keySet().removeIf(hour -> !rule.counts(hour, now));
    }
    untold.removeIf(key -> !rule.counts(key.hour(), now));
    unkept.removeIf(key -> !rule.counts(key.hour(), now));
  }

  private synchronized void sweep(Crowd crowd, long now) {
    if (!crowd.forget(now)) {
      crowds.remove(crowd.combination());
    }
  }

  Tokens tokens(CrowdKey key) {
    Crowd crowd = crowds.get(key.combination());
    return crowd == null ? Tokens.NONE : crowd.tokens(key.hour());
  }

  /** What other nodes have not been told for certain. */
  Set<CrowdKey> untold() {
    return untold;
  }

  /** What has grown since it was last kept. */
  Set<CrowdKey> unkept() {
    return unkept;
  }

  /** All that is known of the sessions that began in an hour or since. */
  List<CrowdKey> since(long hour) {
    List<CrowdKey> keys = new ArrayList<>();
    for (Crowd crowd : crowds.values()) {
      for (Crowd.Hour each : crowd.hours()) {
        if (each.hour() >= hour) {
          keys.add(new CrowdKey(crowd.combination(), each.hour()));
        }
      }
    }
    return keys;
  }

  /** How the combinations that drive pages stand at an hour, by each segment ever counted. */
  Map<SegmentIdentity, CrowdStatus> statuses(long now) {
    Map<SegmentIdentity, CrowdStatus> statuses = new HashMap<>();
    for (Crowd crowd : crowds.values()) {
      if (crowd.combination().kind() == Combination.Kind.EXPOSURES) {
        continue;
      }
      CrowdStatus status = crowd.isOpen(now) ? CrowdStatus.ENOUGH : CrowdStatus.TOO_FEW;
      for (SegmentIdentity segment : crowd.combination().segments()) {
        statuses.merge(segment, status, (a, b) -> a.compareTo(b) < 0 ? a : b);
      }
    }
    return statuses;
  }

  /** How many combinations are known. */
  public int combinations() {
    return crowds.size();
  }

  /** How often something was not counted because there were too many combinations. */
  public long uncounted() {
    return uncounted.sum();
  }
}

package dev.mien.engine.crowd;

import dev.mien.engine.vocabulary.SegmentIdentities;
import dev.mien.engine.vocabulary.SegmentIdentity;
import dev.mien.engine.vocabulary.Vocabulary;
import dev.mien.segments.model.Model;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.LongAdder;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Lets a combination of segments drive a response only if at least k sessions in the window would
 * have got it as well. For any number of threads; asks nobody and never waits.
 *
 * <p>A session is counted for the combination that was meant for it and, for as long as that is
 * refused, for the next smaller one. Counting only what is shown, no combination could ever begin
 * to be; counting every part of what is shown, whoever writes rules could fill the crowd of a part
 * with sessions that never got that part alone.
 *
 * <p>What is compared is the number of bits, which is at most that of sessions: the gate may open
 * late and never early. 50 sessions that began in one hour set 49.7 bits on average.
 *
 * <p>Requests without a session cannot be told apart, so they have crowds of their own, which they
 * fill slowly ({@link Crowds#BETWEEN_REQUESTS}): reloading a page is not a crowd, but somebody who
 * keeps at it can make one, for requests only.
 */
public final class CrowdGate {
  private final Crowds crowds;
  private final Map<Outcome, LongAdder> outcomes = new EnumMap<>(Outcome.class);

  /** Which segments drive a response that some would have driven. */
  public enum Outcome {
    /** Those that were meant to drive it. */
    WHOLE,
    /** Fewer of them. */
    REDUCED,
    /** None of them. */
    REFUSED
  }

  public CrowdGate(Crowds crowds) {
    this.crowds = crowds;
    for (Outcome outcome : Outcome.values()) {
      outcomes.put(outcome, new LongAdder());
    }
  }

  /** A gate that stands open. */
  public static CrowdGate off() {
    return new CrowdGate(new Crowds(new CrowdRule(1, 1)));
  }

  /** How often it came out so. */
  public long outcomes(Outcome outcome) {
    return of(outcome).sum();
  }

  private LongAdder of(Outcome outcome) {
    return Objects.requireNonNull(outcomes.get(outcome), "each has one");
  }

  /**
   * For a response to a session.
   *
   * @param token of the session, one of {@link Tokens#COUNT}
   */
  public Asking ofSession(Vocabulary vocabulary, int token, Instant startedAt, Instant now) {
    return crowds.rule().isOff()
        ? Asking.nobody()
        : new OfSession(
            vocabulary,
            Combination.Kind.SESSIONS,
            new Met(token, CrowdKey.hour(startedAt), CrowdKey.hour(now)));
  }

  /**
   * For what others than the site are told of a session, which has crowds of its own: that many
   * were shown the same page is nothing that a recipient of segments could hide them in.
   *
   * @param token of the session, one of {@link Tokens#COUNT}
   */
  public Asking ofExposure(Vocabulary vocabulary, int token, Instant startedAt, Instant now) {
    return crowds.rule().isOff()
        ? Asking.nobody()
        : new OfSession(
            vocabulary,
            Combination.Kind.EXPOSURES,
            new Met(token, CrowdKey.hour(startedAt), CrowdKey.hour(now)));
  }

  /** For a response to a request without a session. */
  public Asking ofRequest(Vocabulary vocabulary, RandomGenerator random, Instant now) {
    return crowds.rule().isOff()
        ? Asking.nobody()
        : new OfRequest(vocabulary, random.nextInt(Tokens.COUNT), now.getEpochSecond());
  }

  /** How the crowds of each segment of a model stand, by its position. */
  public List<CrowdStatus> statuses(Model model, Instant now) {
    if (crowds.rule().isOff()) {
      return Collections.nCopies(model.segments().size(), CrowdStatus.ENOUGH);
    }
    Map<SegmentIdentity, CrowdStatus> known = crowds.statuses(CrowdKey.hour(now));
    return SegmentIdentities.of(model).stream()
        .map(segment -> known.getOrDefault(segment, CrowdStatus.NOT_COUNTED_YET))
        .toList();
  }

  private abstract class Asked implements Asking {
    private final Vocabulary vocabulary;
    private final Combination.Kind kind;

    /** From the one that was meant to the one that is given, if one is. */
    private final List<Combination> asked = new ArrayList<>(Combination.SEGMENTS_MAX);

    /** What was known of each when it was asked for. */
    private final @Nullable Crowd[] found = new Crowd[Combination.SEGMENTS_MAX];

    private boolean given;

    Asked(Vocabulary vocabulary, Combination.Kind kind) {
      this.vocabulary = vocabulary;
      this.kind = kind;
    }

    @Override
    public int segmentsMax() {
      return Combination.SEGMENTS_MAX;
    }

    @Override
    public boolean suffices(int[] segments) {
      SegmentIdentity[] identities = new SegmentIdentity[segments.length];
      for (int i = 0; i < segments.length; i++) {
        identities[i] = vocabulary.segmentIdentity(segments[i]);
      }
      Arrays.sort(identities);
      Combination combination = new Combination(kind, List.of(identities));
      Crowd crowd = crowds.find(combination);
      if (asked.size() < found.length) {
        found[asked.size()] = crowd;
      }
      asked.add(combination);
      given = crowd != null && admits(crowd);
      return given;
    }

    abstract boolean admits(Crowd crowd);

    abstract boolean hasCounted(Crowd crowd);

    @Override
    public void answered() {
      for (int i = 0; i < asked.size(); i++) {
        Crowd crowd = i < found.length ? found[i] : null;
        // Most sessions have been counted before, and what they ask for need not be found again.
        if (crowd == null || !hasCounted(crowd)) {
          count(asked.get(i));
        }
      }
      if (!asked.isEmpty() && kind != Combination.Kind.EXPOSURES) {
        of(outcome()).increment();
      }
    }

    abstract void count(Combination combination);

    private Outcome outcome() {
      if (!given) {
        return Outcome.REFUSED;
      }
      return asked.size() == 1 ? Outcome.WHOLE : Outcome.REDUCED;
    }
  }

  /**
   * A session that asks.
   *
   * @param hour in which it began
   * @param now the hour that it is
   */
  private record Met(int token, long hour, long now) {}

  private final class OfSession extends Asked {
    private final int token;
    private final long hour;
    private final long now;

    OfSession(Vocabulary vocabulary, Combination.Kind kind, Met met) {
      super(vocabulary, kind);
      this.token = met.token();
      this.hour = met.hour();
      this.now = met.now();
    }

    /** It is one of the crowd itself, once the response leaves. */
    @Override
    boolean admits(Crowd crowd) {
      boolean adds = crowds.rule().counts(hour, now) && !crowd.tokens(hour).has(token);
      return crowd.admits(adds ? 1 : 0, now);
    }

    @Override
    boolean hasCounted(Crowd crowd) {
      return crowd.tokens(hour).has(token);
    }

    @Override
    void count(Combination combination) {
      crowds.count(new CrowdKey(combination, hour), token, now);
    }
  }

  private final class OfRequest extends Asked {
    private final int token;
    private final long second;

    OfRequest(Vocabulary vocabulary, int token, long second) {
      super(vocabulary, Combination.Kind.REQUESTS);
      this.token = token;
      this.second = second;
    }

    @Override
    boolean admits(Crowd crowd) {
      return crowd.admits(0, CrowdKey.hour(Instant.ofEpochSecond(second)));
    }

    @Override
    boolean hasCounted(Crowd crowd) {
      return false;
    }

    @Override
    void count(Combination combination) {
      crowds.countRequest(combination, token, second);
    }
  }
}

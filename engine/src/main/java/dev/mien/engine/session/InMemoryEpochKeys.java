package dev.mien.engine.session;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Epoch keys of one node: drawn at random, held in memory only, gone with the process. Two are kept
 * at most; the numbers rise by one from a random first, so that capsules from an earlier life of
 * the process are told at a glance.
 */
public final class InMemoryEpochKeys implements EpochKeys {
  /**
   * The most seals under one key. With random nonces of 96 bits two of 2^31 are equal with a chance
   * of 2^-35; NIST SP 800-38D allows 2^32. A key that gets there is replaced before its time.
   */
  static final long SEALS_MAX = 1L << 31;

  private final Duration period;
  private final SecureRandom random;
  private final long sealsMax;

  /** Null until the first use. */
  private volatile @Nullable Ring ring;

  public InMemoryEpochKeys(SessionPolicy policy, SecureRandom random) {
    this(policy.epoch(), random, SEALS_MAX);
  }

  InMemoryEpochKeys(Duration period, SecureRandom random, long sealsMax) {
    this.period = period;
    this.random = random;
    this.sealsMax = sealsMax;
  }

  @Override
  public EpochKey current(Instant now) {
    Ring ring = ringAt(now);
    while (ring.seals.incrementAndGet() > sealsMax) {
      ring = turn(ring, now);
    }
    return ring.current;
  }

  @Override
  public Optional<EpochKey> find(int epoch, Instant now) {
    Ring ring = ringAt(now);
    if (ring.current.number() == epoch) {
      return Optional.of(ring.current);
    }
    EpochKey previous = ring.previous;
    return previous != null && previous.number() == epoch && now.isBefore(ring.previousEnds)
        ? Optional.of(previous)
        : Optional.empty();
  }

  /**
   * Destroys what is past its time. Using the keys does so by itself; a timer calls this, so that a
   * node without requests forgets too.
   */
  public void advance(Instant now) {
    Ring ring = ringAt(now);
    EpochKey previous = ring.previous;
    if (previous != null && !now.isBefore(ring.previousEnds)) {
      previous.destroy();
    }
  }

  private Ring ringAt(Instant now) {
    Ring ring = this.ring;
    return ring != null && now.isBefore(ring.ends) ? ring : turn(ring, now);
  }

  /** Puts a new key in force, unless another thread did so since {@code seen} was read. */
  private synchronized Ring turn(@Nullable Ring seen, Instant now) {
    Ring before = ring;
    if (before != null && before != seen) {
      return before;
    }
    Ring next = before == null ? first(now) : after(before, now);
    ring = next;
    return next;
  }

  private Ring first(Instant now) {
    return new Ring(draw(random.nextInt()), null, now.plus(period), now);
  }

  private Ring after(Ring before, Instant now) {
    EpochKey oldest = before.previous;
    if (oldest != null) {
      oldest.destroy();
    }
    EpochKey kept = before.current;
    // It opens for one period after the end it was meant to have; a node that slept longer than
    // that, or saw its clock leap, has nothing left to open.
    Instant keptEnds = before.ends.plus(period);
    if (!now.isBefore(keptEnds)) {
      kept.destroy();
    }
    return new Ring(draw(before.current.number() + 1), kept, now.plus(period), keptEnds);
  }

  private EpochKey draw(int number) {
    byte[] bytes = new byte[EpochKey.BYTES];
    random.nextBytes(bytes);
    var key = new EpochKey(number, bytes);
    Arrays.fill(bytes, (byte) 0);
    return key;
  }

  /** Which keys are in force, and until when. */
  private static final class Ring {
    final EpochKey current;
    final @Nullable EpochKey previous;
    final Instant ends;
    final Instant previousEnds;
    final AtomicLong seals = new AtomicLong();

    Ring(EpochKey current, @Nullable EpochKey previous, Instant ends, Instant previousEnds) {
      this.current = current;
      this.previous = previous;
      this.ends = ends;
      this.previousEnds = previousEnds;
    }
  }
}

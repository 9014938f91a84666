package dev.mien.engine.session;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Epoch keys in the memory of one node, drawn at random and gone with the process.
 *
 * <p>A node alone makes each key when it is first needed. In a cluster one node makes the next key
 * ahead of its time, and all join what the others have: a ring is a set that keys are added to and
 * that forgets each at a time that stands in the key itself, so joining in any order, twice or
 * late, comes to the same. Two halves of a split may both make a key; healed, each opens what the
 * other has sealed.
 */
public final class EpochRing implements EpochKeys {
  /**
   * The most seals under one key by one node. With random nonces of 96 bits two of 2^31 are equal
   * with a chance of 2^-35; NIST SP 800-38D allows 2^32, for GCM, which is four busy nodes. A key
   * that gets there is replaced before its time.
   */
  static final long SEALS_MAX = 1L << 30;

  /** The most keys at once: a few that open for each of a few halves of a split. */
  static final int KEYS_MAX = 32;

  /** How long ahead the next key is made, unless an epoch is shorter than four of these. */
  private static final Duration AHEAD = Duration.ofMinutes(1);

  private final Duration period;
  private final SecureRandom random;
  private final long sealsMax;

  private volatile List<Kept> all = List.of();

  /** The one that seals; null until the first use, and when another one has to be looked for. */
  private volatile @Nullable Kept sealing;

  public EpochRing(SessionPolicy policy, SecureRandom random) {
    this(policy.epoch(), random, SEALS_MAX);
  }

  EpochRing(Duration period, SecureRandom random, long sealsMax) {
    this.period = period;
    this.random = random;
    this.sealsMax = sealsMax;
  }

  @Override
  public EpochKey current(Instant now) {
    Kept kept = sealing;
    while (kept == null || !kept.seals(now) || kept.seals.incrementAndGet() > sealsMax) {
      kept = turn(kept, now);
    }
    return kept.key;
  }

  @Override
  public Sought find(int epoch, Instant now) {
    for (Kept kept : all) {
      if (kept.secret.number() == epoch && kept.opens(now)) {
        return new Sought.Found(kept.key);
      }
    }
    return new Sought.Gone();
  }

  /**
   * Destroys what is past its time, and looks anew for the key that seals. Whoever holds a ring
   * calls this every now and then, so that a node without requests forgets too.
   */
  public synchronized void advance(Instant now) {
    replace(all, now);
    sealing = null;
  }

  /** Makes the next key if its time is near. The node whose turn it is calls this. */
  public synchronized void makeAhead(Instant now) {
    Instant sealedUntil =
        all.stream()
            .map(kept -> kept.secret.sealsUntil())
            .max(Comparator.naturalOrder())
            .orElse(now);
    Duration ahead = AHEAD.compareTo(period.dividedBy(4)) < 0 ? AHEAD : period.dividedBy(4);
    if (!now.plus(ahead).isBefore(sealedUntil)) {
      Instant from = sealedUntil.isAfter(now) ? sealedUntil : now;
      add(List.of(draw(from)), now);
    }
  }

  /** What the others need to open what this node seals, and the other way round. */
  public List<EpochSecret> secrets(Instant now) {
    return all.stream().filter(kept -> kept.opens(now)).map(kept -> kept.secret).toList();
  }

  /** Adds what another node has. */
  public synchronized void join(List<EpochSecret> secrets, Instant now) {
    Set<Integer> known = new HashSet<>();
    all.forEach(kept -> known.add(kept.secret.number()));
    List<EpochSecret> more =
        secrets.stream()
            .filter(secret -> now.isBefore(secret.opensUntil()) && known.add(secret.number()))
            .toList();
    if (!more.isEmpty()) {
      add(more, now);
    }
  }

  /** Another key than {@code seen}, unless another thread has found one since it was read. */
  private synchronized Kept turn(@Nullable Kept seen, Instant now) {
    Kept before = sealing;
    if (before != null && before != seen) {
      return before;
    }
    Kept next = newest(now);
    while (next == null) {
      add(List.of(draw(now)), now);
      next = newest(now);
    }
    sealing = next;
    return next;
  }

  /** Of those that may seal the one that began last; among equals all nodes choose the same. */
  private @Nullable Kept newest(Instant now) {
    return all.stream()
        .filter(kept -> kept.seals(now) && kept.seals.get() < sealsMax)
        .max(
            Comparator.comparing((Kept kept) -> kept.secret.sealsFrom())
                .thenComparingInt(kept -> kept.secret.number()))
        .orElse(null);
  }

  private void add(List<EpochSecret> secrets, Instant now) {
    List<Kept> more = new ArrayList<>(all);
    secrets.forEach(secret -> more.add(new Kept(secret)));
    more.sort(Comparator.comparing((Kept kept) -> kept.opensUntil).reversed());
    replace(more, now);
  }

  /** Keeps of {@code kept}, latest end first, what may open; the rest is overwritten. */
  private void replace(List<Kept> kept, Instant now) {
    List<Kept> left = kept.stream().filter(one -> one.opens(now)).limit(KEYS_MAX).toList();
    List<Kept> before = all;
    all = left;
    for (Kept one : before) {
      if (!left.contains(one)) {
        one.destroy();
      }
    }
  }

  private EpochSecret draw(Instant from) {
    byte[] bytes = new byte[EpochKey.BYTES];
    random.nextBytes(bytes);
    // Members tell each other times in milliseconds.
    Instant whole = from.truncatedTo(ChronoUnit.MILLIS);
    var secret = new EpochSecret(random.nextInt(), bytes, whole, whole.plus(period));
    Arrays.fill(bytes, (byte) 0);
    return secret;
  }

  /** A key that this node has, and how often it has sealed with it. */
  private static final class Kept {
    final EpochSecret secret;
    final EpochKey key;
    final Instant opensUntil;
    final AtomicLong seals = new AtomicLong();

    Kept(EpochSecret secret) {
      byte[] bytes = secret.bytes();
      this.secret = secret;
      this.opensUntil = secret.opensUntil();
      this.key = new EpochKey(secret.number(), bytes);
      Arrays.fill(bytes, (byte) 0);
    }

    boolean seals(Instant now) {
      return !now.isBefore(secret.sealsFrom()) && now.isBefore(secret.sealsUntil());
    }

    boolean opens(Instant now) {
      return now.isBefore(opensUntil);
    }

    void destroy() {
      key.destroy();
      secret.destroy();
    }
  }
}

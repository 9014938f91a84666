package dev.mien.engine.release;

import java.math.BigDecimal;
import java.math.BigInteger;

/**
 * What all that is released of one period may tell of one unit: of a session through the reach of
 * all segments, of a decision through all counts of decisions, of a session again through all
 * counts of outcomes, of the patterns of a session through all counts of patterns. It settles how
 * much noise there is.
 *
 * <p>The outcomes of a session may lie in several hours. What they cost under one edition is the
 * price of one hour and no more, however they are spread, for they are so many in all: see {@link
 * ReleasedParts#touched}. Each further edition that comes into force while a session lasts may cost
 * it as much again; an hour has two prices.
 *
 * @param epsilon the whole of it, at {@link Rho#DELTA}
 * @param hours of a period; 1 bounds a session or a decision, more also a visitor who comes again
 *     within that time
 */
public record Budget(BigDecimal epsilon, int hours) {
  /** So that an edition can be published in any hour, and its reach be released as well. */
  private static final int EDITIONS_AN_HOUR = 2;

  /**
   * Goals and drafts have a quarter of what an hour may cost: what one edition leaves. Reach goes
   * before them, so in an hour in which an edition is published there is nothing left for them.
   */
  private static final int QUARTERS_AN_HOUR = 4;

  /** Epsilon of a decision is a multiple of one by this. */
  private static final long STEPS = 10_000;

  public Budget {
    if (epsilon.signum() <= 0 || hours < 1) {
      throw new IllegalArgumentException("a budget is more than nothing");
    }
  }

  /** What the debits of an account may come to. */
  public Rho limit() {
    return Rho.within(epsilon);
  }

  /** The account of an hour. */
  Account account(Statistic statistic, long hour) {
    return new Account(statistic.account(), hour - Math.floorMod(hour, hours));
  }

  /**
   * The noise of each number.
   *
   * @param numbers how many of them one unit may change: a session all segments or goals, and of
   *     outcomes and patterns what {@link ReleasedParts#touched} says
   */
  public Noise noise(Statistic statistic, int numbers) {
    return switch (statistic) {
      case REACH -> gaussian(numbers, limit().share((long) hours * EDITIONS_AN_HOUR));
      case GOALS, SHADOW -> gaussian(numbers, limit().share((long) hours * QUARTERS_AN_HOUR));
      case DECISIONS -> laplace(limit().share(hours));
      case OUTCOMES -> gaussian(numbers, limit().share((long) hours * EDITIONS_AN_HOUR));
      case PATTERNS -> gaussian(numbers, limit().share(hours));
    };
  }

  private static Noise gaussian(int numbers, Rho price) {
    long least = Math.max(1, price.billionths());
    return new Noise.DiscreteGaussian(Math.max(1, Whole.ratioUp(numbers, Rho.ONE, 1, 2, least)));
  }

  private static Noise laplace(Rho price) {
    BigInteger square =
        Whole.product(2, price.billionths(), STEPS, STEPS).divide(BigInteger.valueOf(Rho.ONE));
    return new Noise.DiscreteLaplace(Math.max(1, square.sqrt().longValueExact()), STEPS);
  }

  /** The terms of a release of so many numbers, those of its other parts included. */
  Terms terms(ReleaseKey key, int numbers) {
    Noise noise = noise(key.statistic(), numbers);
    Account account = account(key.statistic(), key.hour());
    Debit debit =
        switch (key.statistic()) {
          case REACH -> new Debit(account, what(key, "edition"), Rho.touching(numbers, noise));
          case GOALS ->
              new Debit(account, what(key, "goals of edition"), Rho.touching(numbers, noise));
          case SHADOW ->
              new Debit(account, "hour " + key.hour() + ", drafts", Rho.touching(numbers, noise));
          // A decision is made by one edition, in one hour, and changes one number.
          case DECISIONS -> new Debit(account, "hour " + key.hour(), Rho.of(noise));
          case OUTCOMES -> new Debit(account, what(key, "edition"), Rho.touching(numbers, noise));
          // A session is counted under one set of grids, whatever editions have them.
          case PATTERNS -> new Debit(account, "hour " + key.hour(), limit().share(hours));
        };
    return new Terms(noise, debit, limit());
  }

  private static String what(ReleaseKey key, String of) {
    return "hour " + key.hour() + ", " + of + " " + key.edition();
  }
}

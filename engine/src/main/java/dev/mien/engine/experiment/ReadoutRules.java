package dev.mien.engine.experiment;

import dev.mien.engine.statistics.AlwaysValid;
import java.util.Optional;

/**
 * How an experiment is read.
 *
 * @param alpha the chance of an error that is borne
 * @param designEffect by how much the variance is larger than that of independent sessions, because
 *     some are of the same person: 1.5 sessions each, correlated by 0.2, make 1.1
 * @param tunedFor at how many sessions intervals that are always valid are narrowest
 * @param planned the looks that were planned and which of them this is; none where anybody may look
 *     at any time
 */
public record ReadoutRules(
    double alpha, double designEffect, double tunedFor, Optional<Planned> planned) {
  public static final ReadoutRules STANDARD =
      new ReadoutRules(0.05, 1.1, AlwaysValid.TUNED_FOR, Optional.empty());

  /**
   * Looks at equal steps.
   *
   * @param look from 1
   */
  public record Planned(int looks, int look) {
    /** More are no plan. */
    public static final int LOOKS_MAX = 100;

    /**
     * A plan as it is written, such as 2/5: the second look of five.
     *
     * @throws IllegalArgumentException if it is none
     */
    public static Planned of(String text) {
      String[] parts = text.split("/", -1);
      try {
        if (parts.length == 2) {
          return new Planned(Integer.parseInt(parts[1]), Integer.parseInt(parts[0]));
        }
      } catch (NumberFormatException _) {
        // Told below, as any other text is.
      }
      throw new IllegalArgumentException(
          "a look is two numbers such as 2/5, the second look of five");
    }

    public Planned {
      if (!(look >= 1 && look <= looks && looks <= LOOKS_MAX)) {
        throw new IllegalArgumentException(
            "of at most " + LOOKS_MAX + " looks this is one; got look " + look + " of " + looks);
      }
    }
  }

  public ReadoutRules {
    if (!(alpha > 0 && alpha <= 0.5)) {
      throw new IllegalArgumentException("alpha is above 0 and at most 0.5; got " + alpha);
    }
    if (!(designEffect >= 1 && designEffect <= 100)) {
      throw new IllegalArgumentException("a design effect is from 1 to 100; got " + designEffect);
    }
    if (!(tunedFor > 0)) {
      throw new IllegalArgumentException("intervals are tuned for some sessions; got " + tunedFor);
    }
  }

  public ReadoutRules withPlanned(Planned plan) {
    return new ReadoutRules(alpha, designEffect, tunedFor, Optional.of(plan));
  }
}

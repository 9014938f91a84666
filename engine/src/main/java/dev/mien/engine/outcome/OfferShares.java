package dev.mien.engine.outcome;

import dev.mien.segments.model.Learning.By;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * How often the variants of an offer that learns are to be drawn.
 *
 * @param floor the least share of each variant
 * @param state whether enough is known for shares other than those that were written
 * @param sessions it is known from; exact, so it leaves only above a threshold, and coarse
 * @param since the first hour of what it is known from; of days that are over for long, noon
 */
public record OfferShares(
    String slot,
    String offer,
    String segment,
    By by,
    String goal,
    double floor,
    State state,
    List<Share> shares,
    long sessions,
    Optional<Instant> since) {
  /** Whether enough is known. */
  public enum State {
    LEARNED,
    TOO_FEW
  }

  /**
   * The share of one variant, of 1.
   *
   * @param written what its author gave it
   * @param learned what it is worth by what is known
   */
  public record Share(String variant, double written, double learned) {
    private static final double PARTS = 10_000;

    /** What is learned, as it may be shown: rounded, for it follows from exact counts. */
    public double shown() {
      return Math.rint(learned * PARTS) / PARTS;
    }
  }

  public OfferShares {
    shares = List.copyOf(shares);
  }
}

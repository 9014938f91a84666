package dev.mien.segments.model;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A table of points by condition, and the probability from which a session is in the segment.
 *
 * <p>Points are log-odds, held as whole ten-thousandths: sums of them are exact, so every node and
 * every order of adding agrees. A condition that is true adds its points; one that is false, or
 * unknown because a value is merely missing, adds nothing. A withheld attribute leaves open what
 * the conditions about it add: {@link #groups} says which are looked at together, and each group
 * adds the least and the greatest that any value could. The segment holds if even the least sum is
 * enough, and does not if not even the greatest is; so withholding can put nobody in.
 *
 * @param base what every session starts with, in {@link #POINT}ths
 * @param points at least one
 * @param enter the probability from which a session is in, in basis points
 * @param leave the probability below which one that was in leaves; at most {@code enter}
 * @param fitted how good it was where it was fitted
 * @param goal the position of the goal event that it predicts; none where it names none
 */
public record Score(
    int base,
    List<Points> points,
    int enter,
    int leave,
    Calibration calibration,
    Optional<Fitted> fitted,
    OptionalInt goal) {
  /** How many of what is held make one unit of log-odds. */
  public static final int POINT = 10_000;

  private static final double WHOLE = 10_000;

  public Score {
    points = List.copyOf(points);
    if (points.isEmpty()) {
      throw new IllegalArgumentException("a score has at least one condition with points");
    }
    if (enter <= 0 || enter >= WHOLE || leave <= 0 || leave > enter) {
      throw new IllegalArgumentException(
          "0 < leave <= enter < 10,000; got " + leave + " and " + enter);
    }
  }

  /** One that names no goal. */
  public Score(
      int base,
      List<Points> points,
      int enter,
      int leave,
      Calibration calibration,
      Optional<Fitted> fitted) {
    this(base, points, enter, leave, calibration, fitted, OptionalInt.empty());
  }

  /**
   * What a condition adds where it is true.
   *
   * @param text the condition in canonical form
   * @param amount in {@link #POINT}ths
   */
  public record Points(Predicate condition, String text, int amount) {
    /** The positions of the attributes that the condition mentions. */
    public BitSet attributes() {
      BitSet mentioned = new BitSet();
      collect(condition, mentioned);
      return mentioned;
    }
  }

  /**
   * From log-odds to probability: {@code sigmoid(slope * logOdds + intercept)} (J. Platt,
   * Probabilistic Outputs for Support Vector Machines, 1999). {@link #NONE} changes nothing.
   *
   * @param slope more than 0, for otherwise more points would mean less
   */
  public record Calibration(BigDecimal slope, BigDecimal intercept) {
    public static final Calibration NONE = new Calibration(BigDecimal.ONE, BigDecimal.ZERO);

    public Calibration {
      if (slope.signum() <= 0) {
        throw new IllegalArgumentException("a slope is more than 0; got " + slope);
      }
    }
  }

  /**
   * How good a score was on sessions that it had not been fitted on.
   *
   * @param auc the area under the receiver operating characteristic
   * @param prAuc the area under precision over recall
   * @param brier the mean squared error of the probability
   * @param logLoss in nats
   * @param ece the expected calibration error, over ten bins of equal mass
   * @param sessions how many sessions that was
   * @param base the share of them that reached the goal
   */
  public record Fitted(
      BigDecimal auc,
      Optional<BigDecimal> prAuc,
      Optional<BigDecimal> brier,
      BigDecimal logLoss,
      BigDecimal ece,
      int sessions,
      BigDecimal base,
      LocalDate on) {
    /** The log-loss of saying {@link #base} of everybody. */
    public double logLossOfBase() {
      return entropy(base.doubleValue());
    }
  }

  /** The log-loss, in nats, of saying {@code share} of everybody where that is the share. */
  public static double entropy(double share) {
    return share <= 0 || share >= 1
        ? 0
        : -share * Math.log(share) - (1 - share) * Math.log1p(-share);
  }

  /** The least sum, base included, that lets a session in. */
  public long enterAt() {
    return least(enter);
  }

  /** The least sum, base included, that keeps a session in. */
  public long leaveAt() {
    return least(leave);
  }

  /** Whether it takes less to stay in than to get in, so that being in has to be remembered. */
  public boolean remembers() {
    return leaveAt() < enterAt();
  }

  /** The probability that a sum, base included, stands for. */
  public double probability(long sum) {
    double logOdds = (double) sum / POINT;
    double calibrated =
        calibration.slope().doubleValue() * logOdds + calibration.intercept().doubleValue();
    return 1 / (1 + Math.exp(-calibrated));
  }

  /** The points by the attributes that their conditions mention, both in the order written. */
  public List<List<Points>> groups() {
    Map<BitSet, List<Points>> groups = new LinkedHashMap<>();
    for (Points one : points) {
      groups.computeIfAbsent(one.attributes(), _ -> new ArrayList<>()).add(one);
    }
    return List.copyOf(groups.values());
  }

  /** The labels of a set that the conditions of a group mention, as bits. */
  public static long labels(List<Points> group, int attribute) {
    long mentioned = 0;
    for (Points one : group) {
      mentioned |= labels(one.condition(), attribute);
    }
    return mentioned;
  }

  private static long labels(Predicate predicate, int attribute) {
    return switch (predicate) {
      case Predicate.AllOf(var parts) -> labelsOfAll(parts, attribute);
      case Predicate.AnyOf(var parts) -> labelsOfAll(parts, attribute);
      case Predicate.Not(var part) -> labels(part, attribute);
      case Predicate.HasAny(int at, long labels) -> at == attribute ? labels : 0;
      case Predicate.HasAll(int at, long labels) -> at == attribute ? labels : 0;
      case Predicate.OneOf _, Predicate.Known _ -> 0;
      case Predicate.InSegment _, Predicate.Scored _ ->
          throw new IllegalArgumentException("points are for what attributes say alone");
    };
  }

  private static long labelsOfAll(List<Predicate> parts, int attribute) {
    long mentioned = 0;
    for (Predicate part : parts) {
      mentioned |= labels(part, attribute);
    }
    return mentioned;
  }

  /** The positions of all attributes that it asks about. */
  public BitSet attributes() {
    BitSet asked = new BitSet();
    points.forEach(one -> collect(one.condition(), asked));
    return asked;
  }

  // StrictMath, for the threshold has to be the same on every machine.
  private long least(int basisPoints) {
    double share = basisPoints / WHOLE;
    double calibrated = StrictMath.log(share) - StrictMath.log1p(-share);
    double logOdds =
        (calibrated - calibration.intercept().doubleValue()) / calibration.slope().doubleValue();
    return (long) StrictMath.ceil(logOdds * POINT);
  }

  private static void collect(Predicate predicate, BitSet mentioned) {
    switch (predicate) {
      case Predicate.AllOf(var parts) -> parts.forEach(part -> collect(part, mentioned));
      case Predicate.AnyOf(var parts) -> parts.forEach(part -> collect(part, mentioned));
      case Predicate.Not(var part) -> collect(part, mentioned);
      case Predicate.OneOf(int attribute, _) -> mentioned.set(attribute);
      case Predicate.HasAny(int attribute, _) -> mentioned.set(attribute);
      case Predicate.HasAll(int attribute, _) -> mentioned.set(attribute);
      case Predicate.Known(int attribute) -> mentioned.set(attribute);
      case Predicate.InSegment _, Predicate.Scored _ ->
          throw new IllegalArgumentException("points are for what attributes say alone");
    }
  }
}

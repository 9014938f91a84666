package dev.mien.engine.bandit;

import dev.mien.engine.statistics.BetaLaw;
import dev.mien.engine.statistics.Reweighted;
import java.util.ArrayList;
import java.util.List;

/**
 * What a policy that was not served would have reached, from the log of what was served and with
 * which probability. A session that was drawn with probability p and would have been with
 * probability q stands for q / p sessions.
 *
 * <p>Intervals are of the sandwich kind: the variance of what each session adds to the estimate,
 * which lines of the log tell in full, as a session has reached the goal or has not. So no session
 * need be known.
 */
public final class OffPolicy {
  private static final double SUM_TOLERANCE = 1e-6;

  private final List<List<Double>> policy;
  private final List<List<Double>> expected;

  private OffPolicy(List<List<Double>> policy, List<List<Double>> expected) {
    this.policy = policy;
    this.expected = expected;
  }

  /**
   * The value of {@code policy}, where what is believed of arms comes from the log itself.
   *
   * @param policy the weights of arms by segment; each segment's add up to 1
   * @throws IllegalArgumentException if the policy is no such table, or the log names a segment or
   *     arm that it has not
   */
  public static PolicyValue of(List<Drawn> log, List<List<Double>> policy) {
    check(log, policy);
    List<List<Arm>> seen = new ArrayList<>();
    for (List<Double> segment : policy) {
      seen.add(new ArrayList<>(segment.stream().map(_ -> Arm.UNSEEN).toList()));
    }
    for (Drawn each : log) {
      Arm more = new Arm(each.sessions(), each.successes());
      seen.get(each.segment()).set(each.arm(), seen.get(each.segment()).get(each.arm()).plus(more));
    }
    List<List<Double>> expected =
        Thompson.beliefs(seen).stream()
            .map(segment -> segment.stream().map(BetaLaw::mean).toList())
            .toList();
    return of(log, policy, expected);
  }

  /**
   * The value of {@code policy}.
   *
   * @param expected the rates that are believed of arms, by segment
   * @throws IllegalArgumentException as above, or if there is not an expected rate for each weight
   */
  public static PolicyValue of(
      List<Drawn> log, List<List<Double>> policy, List<List<Double>> expected) {
    check(log, policy);
    if (!policy.stream()
        .map(List::size)
        .toList()
        .equals(expected.stream().map(List::size).toList())) {
      throw new IllegalArgumentException("each weight must have one expected rate");
    }
    Reweighted sums = new OffPolicy(policy, expected).reweighted(log);
    // Written so that what is no number, of an empty log, is refused as well.
    if (!(sums.effective() >= PolicyValue.ENOUGH)) {
      return new PolicyValue.TooFew(support(sums));
    }
    if (!(Math.abs(sums.meanWeight() - 1) <= PolicyValue.BALANCE)) {
      return new PolicyValue.OutOfBalance(support(sums));
    }
    return new PolicyValue.Estimated(sums.ips(), sums.snips(), sums.robust(), support(sums));
  }

  private static PolicyValue.Support support(Reweighted sums) {
    return new PolicyValue.Support(
        sums.decisions(), sums.effective(), sums.meanWeight(), sums.greatestWeight());
  }

  private Reweighted reweighted(List<Drawn> log) {
    Reweighted sums = Reweighted.NONE;
    for (Drawn line : log) {
      List<Double> weights = policy.get(line.segment());
      List<Double> rates = expected.get(line.segment());
      double weight = weights.get(line.arm()) / line.propensity();
      double foretold = 0;
      for (int v = 0; v < weights.size(); v++) {
        foretold += weights.get(v) * rates.get(v);
      }
      double rate = rates.get(line.arm());
      sums =
          sums.plus(new Reweighted.Decision(weight, 1, rate, foretold), line.successes())
              .plus(
                  new Reweighted.Decision(weight, 0, rate, foretold),
                  line.sessions() - line.successes());
    }
    return sums;
  }

  private static void check(List<Drawn> log, List<List<Double>> policy) {
    if (policy.isEmpty()) {
      throw new IllegalArgumentException("a policy must have a segment; got none");
    }
    for (List<Double> segment : policy) {
      double sum = 0;
      for (double each : segment) {
        sum += each >= 0 ? each : Double.NaN;
      }
      if (segment.size() != policy.getFirst().size() || !(Math.abs(sum - 1) <= SUM_TOLERANCE)) {
        throw new IllegalArgumentException(
            "each segment must have %d weights of 0 or more that add up to 1; got %s"
                .formatted(policy.getFirst().size(), segment));
      }
    }
    for (Drawn each : log) {
      if (each.segment() >= policy.size() || each.arm() >= policy.getFirst().size()) {
        throw new IllegalArgumentException(
            "the log has an arm that the policy has not: segment %d, arm %d"
                .formatted(each.segment(), each.arm()));
      }
    }
  }
}

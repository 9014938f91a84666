package dev.mien.engine.bandit;

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

  private final List<Drawn> log;
  private final List<List<Double>> policy;
  private final List<List<Double>> expected;

  private OffPolicy(List<Drawn> log, List<List<Double>> policy, List<List<Double>> expected) {
    this.log = log;
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
            .map(segment -> segment.stream().map(Posterior::mean).toList())
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
    OffPolicy question = new OffPolicy(log, policy, expected);
    PolicyValue.Support support = question.support();
    // Written so that what is no number, of an empty log, is refused as well.
    if (!(support.effective() >= PolicyValue.ENOUGH)) {
      return new PolicyValue.TooFew(support);
    }
    if (!(Math.abs(support.meanWeight() - 1) <= PolicyValue.BALANCE)) {
      return new PolicyValue.OutOfBalance(support);
    }
    return question.estimated();
  }

  /** The estimates, whether or not they can be relied on. */
  static PolicyValue.Estimated unchecked(
      List<Drawn> log, List<List<Double>> policy, List<List<Double>> expected) {
    return new OffPolicy(log, policy, expected).estimated();
  }

  /** What a session adds, by what it stands for and whether it reached the goal. */
  private interface Term {
    double of(Drawn line, double weight, double success);
  }

  private PolicyValue.Estimated estimated() {
    PolicyValue.Support support = support();
    double sessions = support.sessions();
    double weights = sessions * support.meanWeight();
    Term plain = (_, weight, success) -> weight * success;
    Term doubly =
        (line, weight, success) ->
            foretold(line.segment())
                + weight * (success - expected.get(line.segment()).get(line.arm()));
    double ips = sum(plain) / sessions;
    double snips = sum(plain) / weights;
    double robust = sum(doubly) / sessions;
    return new PolicyValue.Estimated(
        PolicyValue.Rate.of(ips, error(plain, ips, sessions)),
        PolicyValue.Rate.of(
            snips,
            error((_, weight, success) -> weight * (success - snips), 0, sessions)
                * sessions
                / weights),
        PolicyValue.Rate.of(robust, error(doubly, robust, sessions)),
        support);
  }

  private PolicyValue.Support support() {
    double sessions = 0;
    double sum = 0;
    double squares = 0;
    double greatest = 0;
    for (Drawn each : log) {
      double weight = weight(each);
      sessions += each.sessions();
      sum += weight * each.sessions();
      squares += weight * weight * each.sessions();
      greatest = each.sessions() > 0 ? Math.max(greatest, weight) : greatest;
    }
    return new PolicyValue.Support(
        sessions,
        squares == 0 ? 0 : sum * sum / squares,
        sessions == 0 ? 0 : sum / sessions,
        greatest);
  }

  private double weight(Drawn line) {
    return policy.get(line.segment()).get(line.arm()) / line.propensity();
  }

  private double foretold(int segment) {
    double sum = 0;
    for (int v = 0; v < policy.get(segment).size(); v++) {
      sum += policy.get(segment).get(v) * expected.get(segment).get(v);
    }
    return sum;
  }

  private double sum(Term term) {
    double sum = 0;
    for (Drawn each : log) {
      double weight = weight(each);
      sum += each.successes() * term.of(each, weight, 1);
      sum += (each.sessions() - each.successes()) * term.of(each, weight, 0);
    }
    return sum;
  }

  private double error(Term term, double mean, double sessions) {
    double squares =
        sum(
            (line, weight, success) -> {
              double off = term.of(line, weight, success) - mean;
              return off * off;
            });
    return Math.sqrt(squares / (sessions * (sessions - 1)));
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

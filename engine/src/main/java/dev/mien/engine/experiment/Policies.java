package dev.mien.engine.experiment;

import dev.mien.engine.bandit.Drawn;
import dev.mien.engine.bandit.OffPolicy;
import dev.mien.engine.bandit.PolicyValue;
import dev.mien.engine.experiment.ArmCounts.Kind;
import dev.mien.engine.statistics.Estimate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What other ways to draw would have reached, read off sessions that were drawn by the weights that
 * were written: their propensities are known, whatever was drawn beside them.
 */
final class Policies {
  /** Shares are shown in ten-thousandths. */
  private static final double ROUNDING = 1e-4;

  private final ReadoutRules rules;
  private final List<List<ArmCounts>> segments;
  private final int widest;

  private Policies(ReadoutRules rules, List<List<ArmCounts>> segments) {
    this.rules = rules;
    this.segments = segments;
    this.widest = segments.stream().mapToInt(List::size).max().orElse(0);
  }

  /** Of the segments of which something was learned; none where nothing was. */
  static List<Policy> of(Arms arms, ReadoutRules rules) {
    Map<String, List<ArmCounts>> bySegment = new LinkedHashMap<>();
    for (ArmCounts arm : arms.arms()) {
      if (arm.kind() != Kind.HELD_OUT && arm.weight() > 0) {
        bySegment.computeIfAbsent(arm.segment(), _ -> new ArrayList<>()).add(arm);
      }
    }
    List<List<ArmCounts>> segments =
        bySegment.values().stream().filter(Policies::isLearned).toList();
    if (segments.isEmpty() || arms.drawing() == Arms.Drawing.ADAPTIVE) {
      return List.of();
    }
    Policies policies = new Policies(rules, segments);
    return List.of(
        policies.policy(Policy.Drawn.AS_WRITTEN), policies.policy(Policy.Drawn.AS_LEARNED));
  }

  /** An arm that was withheld leaves shares that are not whole. */
  private static boolean isLearned(List<ArmCounts> arms) {
    double sum = arms.stream().mapToDouble(arm -> arm.learned().orElse(0)).sum();
    return arms.stream().allMatch(arm -> arm.learned().isPresent())
        && Math.abs(sum - 1) < ROUNDING * arms.size();
  }

  private Policy policy(Policy.Drawn drawn) {
    List<Drawn> log = new ArrayList<>();
    List<List<Double>> shares = new ArrayList<>();
    List<List<Double>> expected = new ArrayList<>();
    double noise = 0;
    double all = 0;
    for (int segment = 0; segment < segments.size(); segment++) {
      List<ArmCounts> arms = segments.get(segment);
      double weights = arms.stream().mapToDouble(ArmCounts::weight).sum();
      double learned = arms.stream().mapToDouble(arm -> arm.learned().orElseThrow()).sum();
      List<Double> ofSegment = new ArrayList<>();
      List<Double> rates = new ArrayList<>();
      for (int at = 0; at < arms.size(); at++) {
        ArmCounts arm = arms.get(at);
        double written = arm.weight() / weights;
        double share =
            switch (drawn) {
              case AS_WRITTEN -> written;
              case AS_LEARNED -> arm.learned().orElseThrow() / learned;
            };
        double rate = (arm.successes() + 0.5) / (arm.sessions() + 1);
        log.add(new Drawn(segment, at, written, arm.sessions(), arm.successes()));
        ofSegment.add(share);
        rates.add(rate);
        double standsFor = share / written;
        noise += standsFor * standsFor * arm.noiseVariance() * (1 + rate * rate);
        all += arm.sessions();
      }
      shares.add(filled(ofSegment));
      expected.add(filled(rates));
    }
    return new Policy(
        drawn, widened(OffPolicy.of(log, shares, expected), all == 0 ? 0 : noise / (all * all)));
  }

  /** Offers of a slot need not have as many variants; what one has not is never drawn. */
  private List<Double> filled(List<Double> row) {
    List<Double> filled = new ArrayList<>(row);
    while (filled.size() < widest) {
      filled.add(0.0);
    }
    return filled;
  }

  private PolicyValue widened(PolicyValue value, double noiseVariance) {
    return switch (value) {
      case PolicyValue.Estimated of ->
          new PolicyValue.Estimated(
              widened(of.ips(), noiseVariance),
              widened(of.snips(), noiseVariance),
              widened(of.robust(), noiseVariance),
              of.support());
      case PolicyValue.TooFew few -> few;
      case PolicyValue.OutOfBalance out -> out;
    };
  }

  private Estimate widened(Estimate of, double noiseVariance) {
    return new Estimate(
        of.value(), Math.sqrt(of.error() * of.error() * rules.designEffect() + noiseVariance));
  }
}

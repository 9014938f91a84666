package dev.mien.engine.experiment;

import dev.mien.engine.statistics.Estimate;
import dev.mien.engine.statistics.Interval;
import dev.mien.engine.statistics.Rate;
import dev.mien.engine.statistics.Tails;

/**
 * The rate of one arm.
 *
 * @param rate with the error that sampling, the design effect and noise leave it
 * @param interval that holds the truth, seen once
 */
public record ArmRate(ArmCounts counts, Estimate rate, Interval interval) {

  static ArmRate of(ArmCounts counts, ReadoutRules rules) {
    double sessions = counts.sessions();
    if (sessions == 0) {
      return new ArmRate(counts, new Estimate(0, Double.POSITIVE_INFINITY), new Interval(0, 1));
    }
    double share = counts.successes() / sessions;
    // Half a session to either side, so that an arm without a success is not taken for certain.
    double kept = (counts.successes() + 0.5) / (sessions + 1);
    double sampling = kept * (1 - kept) / sessions * rules.designEffect();
    double noise = counts.noiseVariance() * (1 + share * share) / (sessions * sessions);
    Interval wilson =
        new Rate(sessions / rules.designEffect(), counts.successes() / rules.designEffect())
            .wilson(rules.alpha());
    double wide = Tails.normalQuantile(rules.alpha() / 2) * Math.sqrt(noise);
    Interval interval =
        new Interval(
                share - Math.hypot(share - wilson.low(), wide),
                share + Math.hypot(wilson.high() - share, wide))
            .clampedTo(0, 1);
    return new ArmRate(counts, new Estimate(share, Math.sqrt(sampling + noise)), interval);
  }
}

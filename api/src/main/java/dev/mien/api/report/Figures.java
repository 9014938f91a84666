package dev.mien.api.report;

import dev.mien.engine.experiment.Comparison;
import dev.mien.engine.experiment.Readout;
import dev.mien.engine.statistics.Estimate;
import dev.mien.engine.statistics.Interval;
import java.util.Locale;

/** Figures as people read them. */
final class Figures {
  private Figures() {}

  static String count(double sessions) {
    return String.format(Locale.ROOT, "%,d", Math.round(sessions));
  }

  static String percent(double share) {
    return String.format(Locale.ROOT, "%.2f %%", 100 * share);
  }

  /** Nothing is known of a lift over a rate of 0. */
  static String lift(Estimate lift) {
    return Double.isFinite(lift.value()) && Double.isFinite(lift.error())
        ? String.format(Locale.ROOT, "%+.1f %%", 100 * lift.value())
        : "-";
  }

  static String points(double share) {
    return String.format(Locale.ROOT, "%+.2f", 100 * share);
  }

  static String range(Interval interval) {
    return String.format(Locale.ROOT, "%.2f to %.2f", 100 * interval.low(), 100 * interval.high());
  }

  static String signedRange(Interval interval) {
    return points(interval.low()) + " to " + points(interval.high());
  }

  static String p(double p) {
    return p < 0.0001 ? "< 0.0001" : String.format(Locale.ROOT, p < 0.1 ? "%.4f" : "%.2f", p);
  }

  static String verdict(Comparison.Verdict verdict) {
    return switch (verdict) {
      case MISMATCH -> "not as planned";
      case TOO_FEW -> "too few sessions";
      case BETTER -> "better";
      case WORSE -> "worse";
      case BETTER_AS_PLANNED -> "better, as planned";
      case WORSE_AS_PLANNED -> "worse, as planned";
      case UNSURE -> "not sure";
    };
  }

  static String title(Readout readout) {
    return "slot " + readout.arms().slot() + ", goal " + readout.arms().goal();
  }

  /** Whether sessions arrived as planned, in a sentence. */
  static String ratio(Readout readout) {
    return (readout.mismatched()
            ? "Sessions did not arrive as planned"
            : "Sessions arrived as planned")
        + " (p = "
        + p(readout.ratio().p())
        + " at one look, "
        + p(readout.always().p())
        + " at any).";
  }

  static String rules(Readout readout) {
    return String.format(
            Locale.ROOT,
            "alpha %.3g, design effect %.2f",
            readout.rules().alpha(),
            readout.rules().designEffect())
        + readout
            .rules()
            .planned()
            .map(planned -> ", look " + planned.look() + " of " + planned.looks())
            .orElse("");
  }
}
